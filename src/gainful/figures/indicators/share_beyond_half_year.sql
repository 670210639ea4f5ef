-- share_beyond_half_year: Share of the people gone out who worked half a year or more
-- zh: 务工时间在半年以上的比例
-- kind: share   unit: share of persons   as of: :as_of
-- period: cumulative in the calendar year
-- counts: of the people in gone_out_in_year, those with :stable_days days or more in counted spells within the year up to
--   the day; a day in two spells is one day
-- does not count: days after :as_of, expected ones included; before July nobody can reach it
-- source: press conference of 19 November 2020 (47.24% in 2016, 64.18% in 2019, full years)
-- zh unit: 人的比例
-- zh counts: gone_out_in_year 的人中，当年截至该日在所计务工段中满 :stable_days 天的人；一天同时属于两段，只计
--   一天
-- zh does not count: :as_of 之后的天数，包括预计的；7月之前无人可能达到
-- zh source: 2020年11月19日新闻发布会（2016年47.24%，2019年64.18%，均为全年）
with clipped as (
  select worker, evidence, grade,
    case when starts_on < :year_start then :year_start else starts_on end as first_day,
    case when ends_on is null or ends_on > :as_of then :as_of else ends_on end as last_day
  from spells
  where begun and starts_on <= :as_of and (ends_on is null or ends_on >= :year_start)
    and list_contains(:counted_classes, location_class) and not list_contains(:not_counted_channels, channel)
),
walked as (
  select worker, evidence, first_day, last_day,
    max(last_day) over (
      partition by worker order by first_day, last_day rows between unbounded preceding and 1 preceding
    ) as reached,
    row_number() over (partition by worker order by grade desc nulls last, evidence) as by_grade
  from clipped
),
one as (
  select worker, max(case when by_grade = 1 then evidence end) as evidence,
    sum(
      case
        when reached is null or reached < first_day then date_diff('day', first_day, last_day) + 1
        when reached < last_day then date_diff('day', reached, last_day)
        else 0
      end
    ) as days
  from walked
  group by worker
)
select p.area, one.evidence,
  sum(case when one.days >= :stable_days then 1 else 0 end) as numerator, count(*) as denominator
from one join people as p on p.worker = one.worker
where p.registered and p.identified
group by p.area, one.evidence
