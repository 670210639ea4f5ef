-- leader_businesses: Businesses founded or led by recognised leaders
-- zh: 带头人创办（领办）的经营主体
-- kind: count   unit: business   as of: :as_of
-- period: ever up to the day
-- breakdown: entity_type, adds up
-- counts: businesses of leaders recognised by the day, each once however many leaders it has
-- does not count: businesses of leaders without a date of recognition (left out, and their number shown)
-- source: labour authorities, 14 October 2020 (214,000 as of 30 September)
with one as (
  select entity, min(area) as area, min(coalesce(kind, 'unknown')) as kind, min(recognised_on) as recognised_on
  from leaders
  group by entity
)
select area, kind as breakdown, sum(case when recognised_on <= :as_of then 1 else 0 end) as numerator,
  sum(case when recognised_on is null then 1 else 0 end) as left_out
from one
group by area, kind
