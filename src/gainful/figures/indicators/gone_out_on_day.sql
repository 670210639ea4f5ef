-- gone_out_on_day: Registered people working away on the day
-- zh: 某日正在外出务工的建档立卡人口（时点）
-- kind: count   unit: person   as of: :as_of
-- period: stock on the day
-- breakdown: location_class, adds up
-- counts: each identified person of a registered household, exited ones included, once, who is in a spell begun on or
--   before the day and not known to have ended before it, in a class of :counted_classes; class of the spell begun last
-- does not count: agreed work that has not begun; work through :not_counted_channels; people who have died or moved
--   away; an end that nobody recorded is not known, so that this is an upper bound where follow-ups are missing
-- source: our own definition: the published series only rises within a year, so it is no stock
-- zh unit: 人
-- zh counts: 每名已识别的建档立卡户成员（含已脱贫）计一次，当日处于一段已开始、且不知已结束、地点类别属于
--   :counted_classes 的务工；按最近开始的一段归类
-- zh does not count: 已约定而未开始的务工；经 :not_counted_channels 的务工；已去世或迁出的人；无人登记的离岗不
--   得而知，因此缺少回访之处为上限
-- zh source: 本系统自定口径：公布的数列在年内只升不降，不是时点数
with touching as (
  select worker, location_class, evidence, grade, starts_on,
    case when list_contains(:counted_classes, location_class) then 0 else 1 end as uncounted
  from spells
  where begun and starts_on <= :as_of and (ends_on is null or ends_on >= :as_of)
    and not list_contains(:not_counted_channels, channel)
),
ranked as (
  select worker, location_class, evidence, uncounted,
    row_number() over (partition by worker order by uncounted, starts_on desc, location_class) as by_start,
    row_number() over (partition by worker order by uncounted, grade desc nulls last, evidence) as by_grade
  from touching
),
one as (
  select worker, min(uncounted) as uncounted,
    max(case when by_start = 1 then location_class end) as location_class,
    max(case when by_grade = 1 then evidence end) as evidence
  from ranked
  group by worker
)
select p.area, one.location_class as breakdown, one.evidence,
  sum(1 - one.uncounted) as numerator, sum(one.uncounted) as left_out
from one join people as p on p.worker = one.worker
where p.registered and p.identified and (p.gone_on is null or p.gone_on > :as_of)
group by p.area, one.location_class, one.evidence
