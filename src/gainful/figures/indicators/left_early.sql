-- left_early: Share of spells that ended within 30, 90 and 180 days
-- zh: 30、90、180天内离岗的比例
-- kind: share   unit: share of spells   as of: :as_of
-- period: stock on the day
-- breakdown: days, each apart
-- counts: of the spells begun in the year or the year before, at least as many days before the day as the mark says,
--   those that ended within that many days of their start
-- does not count: spells younger than the mark, either way; ends that nobody recorded; a ledger that was filled from
--   people still in work holds too few leavers
-- source: our own definition (safeguard: leavers are shown beside every headline)
-- zh unit: 务工段的比例
-- zh counts: 当年或上年开始、且距该日已满标注天数的务工段中，自开始之日起在该天数之内结束的
-- zh does not count: 未满标注天数的务工段，两边均不计；无人登记的结束；由在岗人员填成的台账，离岗者偏少
-- zh source: 本系统自定口径（保障要求：每个主要数字旁均列离岗情况）
with marks as (
  select 30 as days union all select 90 as days union all select 180 as days
)
select p.area, cast(m.days as varchar) as breakdown, s.evidence,
  sum(case when s.ends_on <= :as_of and date_diff('day', s.starts_on, s.ends_on) < m.days then 1 else 0 end)
    as numerator,
  count(*) as denominator
from spells as s join marks as m on date_diff('day', s.starts_on, :as_of) >= m.days
  join people as p on p.worker = s.worker
where s.begun and s.starts_on >= :last_year_start and p.registered and p.identified
group by p.area, m.days, s.evidence
