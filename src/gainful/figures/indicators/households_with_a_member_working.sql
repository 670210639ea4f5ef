-- households_with_a_member_working: Share of registered households with a member working away in the year
-- zh: 有成员外出务工的建档立卡户比例
-- kind: share   unit: share of households   as of: :as_of
-- period: cumulative in the calendar year
-- counts: of all registered households, exited ones included, those where an identified member is counted in
--   gone_out_in_year; evidence is the best of the members' counted spells
-- does not count: members who left the household before the extract's day
-- source: press conference of 19 November 2020 ("two-thirds of poor families")
-- zh unit: 户的比例
-- zh counts: 全部建档立卡户（含已脱贫）中，有已识别成员计入 gone_out_in_year 的户；证据等级取成员所计各段中最好
--   的
-- zh does not count: 抽取日之前已离开本户的成员
-- zh source: 2020年11月19日新闻发布会（“三分之二的贫困家庭”）
with ranked as (
  select p.household, s.evidence,
    row_number() over (partition by p.household order by s.grade desc nulls last, s.evidence) as by_grade
  from spells as s join people as p on p.worker = s.worker
  where s.begun and s.starts_on <= :as_of and (s.ends_on is null or s.ends_on >= :year_start)
    and list_contains(:counted_classes, s.location_class) and not list_contains(:not_counted_channels, s.channel)
    and p.identified and p.household is not null
)
select h.area, r.evidence,
  sum(case when r.household is null then 0 else 1 end) as numerator, count(*) as denominator
from households as h left join ranked as r on r.household = h.household and r.by_grade = 1
where h.registered
group by h.area, r.evidence
