-- gone_out_beyond_county: Registered people who worked outside their home county at some time in the year
-- zh: 当年在县外务工的建档立卡人口（累计）
-- kind: count   unit: person   as of: :as_of
-- period: cumulative in the calendar year
-- counts: as gone_out_in_year, with a spell in a class of :beyond_county_classes; shown since "gone out" in the published
--   series includes work inside the home county, which most readers do not expect
-- does not count: people known to be in the province whose county is not known: they may be at home
-- source: China News Service, 10 October 2020 (10.4771 million outside the province, 5.2509 million in it outside the
--   county, as of 30 September)
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
