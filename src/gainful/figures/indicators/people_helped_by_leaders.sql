-- people_helped_by_leaders: People whom leaders' businesses brought more income, as stated by the leaders
-- zh: 带头人带动增收人数（填报数）
-- kind: count   unit: person as stated   as of: :as_of
-- period: ever up to the day
-- counts: the numbers that leaders recognised by the day state, added up
-- does not count: businesses that state none or whose leader has no date of recognition (left out, and their number shown); nobody is named, so that a person
--   brought along twice counts twice; it is an effect on income, not jobs
-- source: labour authorities, 14 October 2020 (about 4.06 million as of 30 September)
select area, sum(case when recognised_on <= :as_of then coalesce(people_brought_along, 0) else 0 end) as numerator,
  sum(case when recognised_on is null or (recognised_on <= :as_of and people_brought_along is null) then 1 else 0 end)
    as left_out
from leaders
group by area
