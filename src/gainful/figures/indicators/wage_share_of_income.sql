-- wage_share_of_income: Share of earnings from work in the income of households with a member working, by year
-- zh: 有成员务工家庭的工资性收入占比（分年度）
-- kind: ratio   unit: share of income   as of: :as_of
-- period: each calendar year
-- breakdown: year, each apart
-- counts: registered households with a member working in the year (earnings from work above 0, or a counted spell that
--   touches the year); earnings from work over total income, both summed over these households; total income is
--   the four sources, or net income and costs where a source is blank
-- does not count: households that were not yet registered; households whose earnings or total income of the year are
--   not known, unless they are known to have no earnings and no spell (left out, and their number shown; never 0);
--   years not over on the day
-- source: press conference of 19 November 2020 (63.3% in 2016, 68.8% in 2019)
-- zh unit: 收入的比例
-- zh counts: 当年有成员务工的建档立卡户（务工收入大于0，或有所计务工段涉及当年）；务工收入与总收入分别对这些户
--   求和后相除；总收入为四项收入之和，有空白项时为纯收入加支出
-- zh does not count: 当时尚未建档立卡的户；当年务工收入或总收入不详的户，除非已知既无收入也无务工段（不计入，并
--   列出户数；绝不按0计）；该日尚未结束的年份
-- zh source: 2020年11月19日新闻发布会（2016年63.3%，2019年68.8%）
with years as (
  select distinct year from household_years where year < :last_year + 1
),
worked as (
  select p.household, y.year
  from spells as s join people as p on p.worker = s.worker
    join years as y on s.starts_on <= cast(cast(y.year as varchar) || '-12-31' as date)
      and (s.ends_on is null or s.ends_on >= cast(cast(y.year as varchar) || '-01-01' as date))
  where s.begun and s.starts_on <= :as_of and list_contains(:counted_classes, s.location_class)
    and not list_contains(:not_counted_channels, s.channel) and p.household is not null
  group by p.household, y.year
),
each as (
  select h.area, y.year, i.wage_fen, w.household as worked,
    coalesce(
      i.wage_fen + i.business_fen + i.property_fen + i.transfer_fen, i.net_fen + i.business_cost_fen
    ) as total_fen
  from households as h
    join years as y on h.registered_year is null or h.registered_year <= y.year
    left join household_years as i on i.household = h.household and i.year = y.year
    left join worked as w on w.household = h.household and w.year = y.year
  where h.registered
)
select area, cast(year as varchar) as breakdown,
  sum(case when total_fen is not null then wage_fen else 0 end) as numerator,
  sum(case when wage_fen is not null then total_fen else 0 end) as denominator,
  sum(case when wage_fen is not null and total_fen is not null then 1 else 0 end) as counted,
  sum(case when wage_fen is null or total_fen is null then 1 else 0 end) as left_out
from each
where wage_fen > 0 or wage_fen is null or worked is not null
group by area, year
