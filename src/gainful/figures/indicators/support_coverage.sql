-- support_coverage: Share of registered people reached by support for work or business
-- zh: 得到就业或产业帮扶的建档立卡人口比例
-- kind: share   unit: share of persons   as of: :as_of
-- period: ever up to the day
-- counts: of all members of registered households, those with at least one service of :support_kinds, one course
--   begun, or one spell through :support_channels, up to the day
-- does not count: being asked what one wants; an offer that was only shown
-- source: press conference of 19 November 2020 (more than 90%)
-- zh unit: 人的比例
-- zh counts: 全部建档立卡户成员中，截至该日至少得到过一次 :support_kinds 服务、或开始过一次培训、或有一段经
--   :support_channels 的务工的人
-- zh does not count: 被询问意愿；仅推荐而未就业的岗位
-- zh source: 2020年11月19日新闻发布会（90%以上）
with reached as (
  select worker from services where given_on <= :as_of and list_contains(:support_kinds, kind)
  union
  select worker from trainings where starts_on <= :as_of
  union
  select worker from spells where begun and starts_on <= :as_of and list_contains(:support_channels, channel)
)
select p.area, sum(case when r.worker is null then 0 else 1 end) as numerator, count(*) as denominator
from people as p left join reached as r on r.worker = p.worker
where p.registered
group by p.area
