-- leaders: Recognised entrepreneurship leaders
-- zh: 已认定的创业致富带头人
-- kind: count   unit: person   as of: :as_of
-- period: ever up to the day
-- counts: leaders recognised by the day, each once however many businesses they lead
-- does not count: leaders without a date of recognition (left out, and their number shown)
-- source: labour authorities, 14 October 2020 (414,000 as of 30 September)
-- zh unit: 人
-- zh counts: 截至该日已认定的带头人，无论创办几个经营主体，均计一次
-- zh does not count: 无认定日期的带头人（不计入，并列出人数）
-- zh source: 人社部门，2020年10月14日（截至9月30日41.4万）
with one as (
  select leader, min(area) as area, min(recognised_on) as recognised_on
  from leaders
  group by leader
)
select area, sum(case when recognised_on <= :as_of then 1 else 0 end) as numerator,
  sum(case when recognised_on is null then 1 else 0 end) as left_out
from one
group by area
