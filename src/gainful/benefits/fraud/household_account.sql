-- household_account: Several of a household paid to one account
-- zh: 一户多人发放到同一账户
-- false alarms: 0 of 96849 innocent people in a trial of 100000 people, seed 32, on 2026-11-29
-- subject: person
-- looks for: people whose benefits were paid to an account that is, or was, the one of several others of their
--   household, so that one of them may receive for all
-- does not see: couples and others who are fewer than the programme's number; members of other households
-- innocent: a village without a bank near, where one goes for all by agreement; children and the old whom somebody
--   cares for by right
-- ask: Does each of them know of the money and have it in their own hand? Would they like an account of their own?
-- seen: {how_many} of the household had benefits paid to one account, from {from_on} to {to_on}.
-- zh looks for: 补贴发到的账户也是（或曾是）本户其他多名成员的账户，可能由一人代领
-- zh does not see: 夫妻等人数少于规定的；其他户的人
-- zh innocent: 附近没有银行、商定由一人去办；依法由人照料的儿童与老人
-- zh ask: 每个人都知道这笔钱、都拿到自己手里了吗？愿意开自己的账户吗？
-- zh seen: {from_on}至{to_on}，本户有{how_many}人的补贴发到同一账户。
with received as (
  select y.person, y.account, p.household, min(coalesce(y.paid_on, y.decided_on)) as from_on,
    max(coalesce(y.paid_on, y.decided_on)) as to_on
  from payments as y join people as p on p.person = y.person
  where y.to_person and y.account is not null and p.household is not null and y.decided_on <= :as_of
  group by y.person, y.account, p.household
),
used as (
  select person, account, household from received
  union
  select a.person, a.account, p.household
  from accounts as a join people as p on p.person = a.person
  where p.household is not null and a.from_on <= :as_of
),
crowded as (
  select household, account, count(distinct person) as people from used group by household, account
  having count(distinct person) >= :fraud_household_account_people
)
select r.person, min(r.from_on) as from_on, max(r.to_on) as to_on, max(c.people) as how_many
from received as r join crowded as c on c.household = r.household and c.account = r.account
group by r.person
