-- mean_working_income: Earnings from work a worker, last full year
-- zh: 上年度人均务工年收入
-- kind: ratio   unit: fen per person   as of: :as_of
-- period: last full calendar year
-- counts: earnings from work of registered households with a member gone out last year, over the members gone out
-- does not count: workers of households whose earnings are not known (left out, and their number shown); earnings of
--   members who are in no spell cannot be told apart and are in the numerator, so that this is an upper bound
-- needs: spells since :last_year_start
-- source: press conference of 19 November 2020 (12,451 yuan in 2016, 26,544 in 2019)
-- zh unit: 分/人
-- zh counts: 上年有成员外出务工的建档立卡户的务工收入，除以外出务工的成员人数
-- zh does not count: 务工收入不详的户的务工者（不计入，并列出人数）；没有务工段的成员的收入无法分开，含在分子中，
--   因此为上限
-- zh source: 2020年11月19日新闻发布会（2016年12451元，2019年26544元）
with workers as (
  select p.household, count(distinct p.worker) as people
  from spells as s join people as p on p.worker = s.worker
  where s.begun and s.starts_on <= :last_year_end and (s.ends_on is null or s.ends_on >= :last_year_start)
    and list_contains(:counted_classes, s.location_class) and not list_contains(:not_counted_channels, s.channel)
    and p.identified
  group by p.household
)
select h.area, sum(i.wage_fen) as numerator,
  sum(case when i.wage_fen is null then 0 else w.people end) as denominator,
  sum(case when i.wage_fen is null then 0 else w.people end) as counted,
  sum(case when i.wage_fen is null then w.people else 0 end) as left_out
from workers as w join households as h on h.household = w.household
  left join household_years as i on i.household = w.household and i.year = :last_year
where h.registered
group by h.area
