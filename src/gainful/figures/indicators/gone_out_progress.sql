-- gone_out_progress: People gone out this year as a share of all who went out last year
-- zh: 外出务工人数与上年全年总数之比
-- kind: ratio   unit: persons per person of last year   as of: :as_of
-- period: cumulative in the calendar year
-- counts: people as in gone_out_in_year, this year to date over the whole of last year
-- does not count: it is no growth rate and no comparison with the same day last year: it may pass 1 before the year ends
-- needs: spells since :last_year_start
-- source: nine published pairs of count and percentage, 13 March to 31 October 2020, all imply last year's full total
-- zh unit: 今年人数比上年人数
-- zh counts: 口径同 gone_out_in_year：当年累计人数除以上年全年人数
-- zh does not count: 不是增长率，也不是与上年同日之比：年底前即可超过1
-- zh source: 2020年3月13日至10月31日九组公布的人数和百分比，均对应上年全年总数
with flagged as (
  select worker,
    max(case when starts_on <= :as_of and (ends_on is null or ends_on >= :year_start) then 1 else 0 end) as this_year,
    max(case when starts_on <= :last_year_end and (ends_on is null or ends_on >= :last_year_start) then 1 else 0 end)
      as last_year
  from spells
  where begun and list_contains(:counted_classes, location_class)
    and not list_contains(:not_counted_channels, channel)
  group by worker
)
select p.area, sum(f.this_year) as numerator, sum(f.last_year) as denominator, sum(f.this_year) as counted
from flagged as f join people as p on p.worker = f.worker
where p.registered and p.identified
group by p.area
