-- tier_leavers: Hires who leave just after a benefit's tier date
-- zh: 过了奖补档次就离岗
-- false alarms: 164 of 96849 innocent people in a trial of 100000 people, seed 32, on 2026-11-29
-- subject: employer
-- looks for: employers paid a benefit, where enough of those who left did so within days after a tier of months was
--   reached, and they are at least half of all who left; a smaller number is enough where all of them began in the last
--   days of a month
-- does not see: employers that no benefit was paid to or for; people still at work
-- innocent: a season or an order that ends after just that many months; contracts of that length, agreed beforehand;
--   a factory that closed
-- ask: Why did these people leave, by their own word? Had they been told beforehand for how long the work was?
-- seen: {how_many} people of this employer left just after a tier of months, from {from_on} to {to_on}.
-- zh looks for: 领过补贴的单位，其离岗人员中有足够多的人在刚满奖补月数后几天内离岗，且占离岗者一半以上；
--   若都在月末几天集中上岗，人数要求更低
-- zh does not see: 没有领过补贴的单位；仍在岗的人
-- zh innocent: 季节性用工或订单正好到期；事先约定的同期限合同；工厂停产
-- zh ask: 这些人为什么离开（听本人说）？事先是否告知用工期限？
-- zh seen: {from_on}至{to_on}，该单位有{how_many}人刚满奖补月数就离岗。
with tiers as (
  select cast(:first_bunching_month as bigint) as months
  union all select cast(:second_bunching_month as bigint) as months
  union all select cast(:third_bunching_month as bigint) as months
),
funded as (
  select distinct employer from payments where employer is not null
  union
  select distinct s.employer
  from payments as p join spells as s on s.spell = p.spell
  where s.employer is not null
),
jobs as (
  select s.spell, s.person, s.employer, s.starts_on, s.ends_on, date_diff('day', s.starts_on, s.ends_on) + 1 as days
  from spells as s join funded as f on f.employer = s.employer
  where s.starts_on <= :as_of
),
gone as (
  select j.spell, j.person, j.employer, j.starts_on, j.ends_on, max(case
      when j.days >= t.months * 365 // 12 - 2 and j.days <= t.months * 365 // 12 + 2 + :bunching_days_after_tier then 1
      else 0
    end) as just_after, max(case
      when extract(month from j.starts_on) = 2 and extract(day from j.starts_on) > 28 - :bunching_days_at_month_end then 1
      when extract(day from j.starts_on) > 30 - :bunching_days_at_month_end then 1
      else 0
    end) as at_month_end
  from jobs as j cross join tiers as t
  where j.ends_on <= :as_of
  group by j.spell, j.person, j.employer, j.starts_on, j.ends_on
),
employed as (
  select employer, count(distinct spell) as gone, count(distinct case when just_after = 1 then person end) as after_tier,
    count(distinct case when just_after = 1 and at_month_end = 1 then person end) as from_month_end
  from gone
  group by employer
),
bunched as (
  select employer from employed
  where after_tier * 2 >= gone and (after_tier >= :fraud_tier_people
    or (from_month_end = after_tier and after_tier >= :bunching_fewest_people))
)
select g.person, g.employer, min(g.starts_on) as from_on, max(g.ends_on) as to_on, count(distinct g.spell) as how_many
from gone as g join bunched as b on b.employer = g.employer
where g.just_after = 1
group by g.person, g.employer
