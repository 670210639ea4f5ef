-- people_helped_by_leaders: People whom leaders' businesses brought more income, as stated by the leaders
-- zh: 带头人带动增收人数（填报数）
-- kind: count   unit: person as stated   as of: :as_of
-- period: ever up to the day
-- counts: the numbers that leaders recognised by the day state, added up
-- does not count: businesses that state none or whose leader has no date of recognition (left out, and their number shown); nobody is named, so that a person
--   brought along twice counts twice; it is an effect on income, not jobs
-- source: labour authorities, 14 October 2020 (about 4.06 million as of 30 September)
-- zh unit: 人（填报数）
-- zh counts: 截至该日已认定的带头人所填人数之和
-- zh does not count: 未填报人数或带头人无认定日期的经营主体（不计入，并列出个数）；没有具名，被带动两次的人计两
--   次；是增收，不是就业
-- zh source: 人社部门，2020年10月14日（截至9月30日约406万）
select area, sum(case when recognised_on <= :as_of then coalesce(people_brought_along, 0) else 0 end) as numerator,
  sum(case when recognised_on is null or (recognised_on <= :as_of and people_brought_along is null) then 1 else 0 end)
    as left_out
from leaders
group by area
