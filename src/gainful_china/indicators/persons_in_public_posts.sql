-- persons_in_public_posts: Registered people in public-welfare posts on the day
-- zh: 公益性岗位上的建档立卡人口（时点）
-- kind: count   unit: person   as of: :as_of
-- period: stock on the day
-- counts: each identified person of a registered household once who is in a spell through :public_post_channels begun
--   on or before the day and not known to have ended before it
-- does not count: posts paid from solar-power income, which the published series gives apart; these people are not in
--   gone_out_in_year
-- source: Guangming Daily, 11 October 2020 (4.9486 million as of 30 September, 22 provinces)
-- zh unit: 人
-- zh counts: 每名已识别的建档立卡户成员计一次，当日处于一段经 :public_post_channels、已开始且不知已结束的务工
-- zh does not count: 由光伏收入开发的岗位，公布数列单列；这些人不计入 gone_out_in_year
-- zh source: 光明日报，2020年10月11日（截至9月30日494.86万，22个省份）
with ranked as (
  select worker, evidence,
    row_number() over (partition by worker order by grade desc nulls last, evidence) as by_grade
  from spells
  where begun and starts_on <= :as_of and (ends_on is null or ends_on >= :as_of)
    and list_contains(:public_post_channels, channel)
)
select p.area, r.evidence, count(*) as numerator
from ranked as r join people as p on p.worker = r.worker
where r.by_grade = 1 and p.registered and p.identified and (p.gone_on is null or p.gone_on > :as_of)
group by p.area, r.evidence
