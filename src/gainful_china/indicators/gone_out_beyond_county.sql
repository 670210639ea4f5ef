-- gone_out_beyond_county: Registered people who worked outside their home county at some time in the year
-- zh: 当年在县外务工的建档立卡人口（累计）
-- kind: count   unit: person   as of: :as_of
-- period: cumulative in the calendar year
-- counts: as gone_out_in_year, with a spell in a class of :beyond_county_classes; shown since "gone out" in the published
--   series includes work inside the home county, which most readers do not expect
-- does not count: people known to be in the province whose county is not known: they may be at home
-- source: China News Service, 10 October 2020 (10.4771 million outside the province, 5.2509 million in it outside the
--   county, as of 30 September)
-- zh unit: 人
-- zh counts: 口径同 gone_out_in_year，且有一段务工的地点类别属于 :beyond_county_classes；单列是因为公布的“外出
--   务工”包含县内务工，多数读者想不到
-- zh does not count: 只知在省内、县份不详的人：可能就在本县
-- zh source: 中国新闻社，2020年10月10日（省外1047.71万，省内县外525.09万，截至9月30日）
with ranked as (
  select worker, evidence,
    row_number() over (partition by worker order by grade desc nulls last, evidence) as by_grade
  from spells
  where begun and starts_on <= :as_of and (ends_on is null or ends_on >= :year_start)
    and list_contains(:beyond_county_classes, location_class) and not list_contains(:not_counted_channels, channel)
)
select p.area, r.evidence, count(*) as numerator
from ranked as r join people as p on p.worker = r.worker
where r.by_grade = 1 and p.registered and p.identified
group by p.area, r.evidence
