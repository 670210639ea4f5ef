-- workshops: Workshops recognised on the day
-- zh: 已认定的扶贫车间（时点）
-- kind: count   unit: workshop   as of: :as_of
-- period: stock on the day
-- breakdown: workshop_type, adds up
-- counts: workshops recognised by the day whose recognition has not ended, running or not
-- does not count: workshops without a date of recognition (left out, and their number shown)
-- source: labour authorities, 14 October 2020 (32,280 as of 30 September); the article: 32,688
-- zh unit: 个扶贫车间
-- zh counts: 截至该日已认定且认定未终止的扶贫车间，不论是否开工
-- zh does not count: 无认定日期的扶贫车间（不计入，并列出个数）
-- zh source: 人社部门，2020年10月14日（截至9月30日32280个）；文章：32688个
select area, coalesce(kind, 'unknown') as breakdown,
  sum(case when recognised_on <= :as_of then 1 else 0 end) as numerator,
  sum(case when recognised_on is null then 1 else 0 end) as left_out
from workshops
where exited_on is null or exited_on > :as_of
group by area, coalesce(kind, 'unknown')
