-- leader_businesses: Businesses founded or led by recognised leaders
-- zh: 带头人创办（领办）的经营主体
-- kind: count   unit: business   as of: :as_of
-- period: ever up to the day
-- breakdown: entity_type, adds up
-- counts: businesses of leaders recognised by the day, each once however many leaders it has
-- does not count: businesses of leaders without a date of recognition (left out, and their number shown)
-- source: labour authorities, 14 October 2020 (214,000 as of 30 September)
-- zh unit: 个经营主体
-- zh counts: 截至该日已认定的带头人的经营主体，无论有几名带头人，均计一次
-- zh does not count: 带头人无认定日期的经营主体（不计入，并列出个数）
-- zh source: 人社部门，2020年10月14日（截至9月30日21.4万）
with one as (
  select entity, min(area) as area, min(coalesce(kind, 'unknown')) as kind, min(recognised_on) as recognised_on
  from leaders
  group by entity
)
select area, kind as breakdown, sum(case when recognised_on <= :as_of then 1 else 0 end) as numerator,
  sum(case when recognised_on is null then 1 else 0 end) as left_out
from one
group by area, kind
