-- gone_out_in_year: Registered people who worked away at some time in the year
-- zh: 当年外出务工的建档立卡人口（累计）
-- kind: count   unit: person   as of: :as_of
-- period: cumulative in the calendar year
-- breakdown: location_class, adds up
-- counts: each identified person of a registered household, exited ones included, once, with any spell begun that
--   touches the year in a class of :counted_classes (in-county work counts: the published series includes it), in the
--   class of the spell begun last; evidence is the best of the person's counted spells
-- does not count: agreed work that has not begun; work through :not_counted_channels; people whose spells all lie in
--   a class not counted, such as an unknown place (left out, and their number shown)
-- source: press conference of 19 November 2020 (29.73 million, as of 31 October); its split by class was published on
--   10 October 2020 as of 30 September
-- zh unit: 人
-- zh counts: 每名已识别的建档立卡户成员（含已脱贫）计一次，当年有任一段已开始、地点类别属于 :counted_classes 的
--   务工（县内务工计入：公布的数列包含县内）；按最近开始的一段归类；证据等级取其所计各段中最好的
-- zh does not count: 已约定而未开始的务工；经 :not_counted_channels 的务工；全部务工地点类别均不计的人，如地点
--   不详（不计入，并列出人数）
-- zh source: 2020年11月19日新闻发布会（2973万，截至10月31日）；分地点数字于2020年10月10日公布，截至9月30日
with touching as (
  select worker, location_class, evidence, grade, starts_on,
    case when list_contains(:counted_classes, location_class) then 0 else 1 end as uncounted
  from spells
  where begun and starts_on <= :as_of and (ends_on is null or ends_on >= :year_start)
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
where p.registered and p.identified
group by p.area, one.location_class, one.evidence
