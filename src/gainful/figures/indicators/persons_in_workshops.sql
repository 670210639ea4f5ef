-- persons_in_workshops: Registered people working in workshops on the day
-- zh: 扶贫车间吸纳的建档立卡人口（时点）
-- kind: count   unit: person   as of: :as_of
-- period: stock on the day
-- counts: each identified person of a registered household once who is in a spell through :workshop_channels begun on
--   or before the day and not known to have ended before it
-- does not count: workers of a workshop who are not registered; heads that a workshop states without naming them
-- source: labour authorities, 14 October 2020 (430,000 as of 30 September); the article: 437,000
-- zh unit: 人
-- zh counts: 每名已识别的建档立卡户成员计一次，当日处于一段经 :workshop_channels、已开始且不知已结束的务工
-- zh does not count: 扶贫车间中的非建档立卡工人；扶贫车间只填人数未具名的人
-- zh source: 人社部门，2020年10月14日（截至9月30日43万）；文章：43.7万
with ranked as (
  select worker, evidence,
    row_number() over (partition by worker order by grade desc nulls last, evidence) as by_grade
  from spells
  where begun and starts_on <= :as_of and (ends_on is null or ends_on >= :as_of)
    and list_contains(:workshop_channels, channel)
)
select p.area, r.evidence, count(*) as numerator
from ranked as r join people as p on p.worker = r.worker
where r.by_grade = 1 and p.registered and p.identified and (p.gone_on is null or p.gone_on > :as_of)
group by p.area, r.evidence
