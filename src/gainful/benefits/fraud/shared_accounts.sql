-- shared_accounts: One account, people of several households
-- zh: 多户共用一个账户
-- false alarms: 0 of 96849 innocent people in a trial of 100000 people, seed 32, on 2026-11-29
-- subject: person
-- looks for: people whose account on record, or the account they were paid to, is at the same time that of somebody of
--   another household; people paid, at whatever time, to one account that nobody ever gave as their own
-- does not see: members of one household who use one account; an account given on after the other person had left it
-- innocent: a married child still named with the parents' account; one digit mistyped; a bank that gave a closed
--   account's number to somebody else; an agent who helps people who cannot go to the bank
-- ask: Whose name is the account in, and does each of these people get their money into their own hands?
-- seen: {how_many} people of other households used the same account, from {from_on} to {to_on}.
-- zh looks for: 登记账户或收款账户在同一时期也是另一户人员账户的人；
--   不论何时，收款进入同一个无人登记过的账户的人
-- zh does not see: 同一户成员共用一个账户；他人停用之后才改登的账户
-- zh innocent: 已婚子女仍登记父母账户；账号输错一位；银行把销户账号给了别人；由人代办的不便去银行者
-- zh ask: 账户是谁的名字？这些人是否都亲手拿到了自己的钱？
-- zh seen: {from_on}至{to_on}，另有{how_many}名其他户的人使用同一账户。
with given as (
  select distinct account from accounts where from_on <= :as_of
),
used as (
  select person, account, from_on, until_on, 0 as gap_days from accounts
  union all
  select p.person, p.account, coalesce(p.paid_on, p.decided_on) as from_on,
    coalesce(p.paid_on, p.decided_on) as until_on,
    -- an account on nobody's record cannot have been left by one and given to the next: longer than a life
    case when g.account is null then 50000 else :fraud_account_gap_days end as gap_days
  from payments as p left join given as g on g.account = p.account
  where p.to_person and p.account is not null
),
spans as (
  select u.person, u.account, p.household, min(u.from_on) as from_on, max(coalesce(u.until_on, :as_of)) as until_on,
    min(u.gap_days) as gap_days
  from used as u join people as p on p.person = u.person
  where u.from_on <= :as_of
  group by u.person, u.account, p.household
),
pairs as (
  select a.person, b.person as other, case when a.from_on > b.from_on then a.from_on else b.from_on end as from_on,
    case when a.until_on < b.until_on then a.until_on else b.until_on end as to_on,
    case when a.gap_days > b.gap_days then a.gap_days else b.gap_days end as gap_days
  from spans as a join spans as b on b.account = a.account and b.person <> a.person
  where a.household is null or b.household is null or a.household <> b.household
)
select person, min(case when from_on < to_on then from_on else to_on end) as from_on,
  max(case when from_on < to_on then to_on else from_on end) as to_on, count(distinct other) as how_many
from pairs
where date_diff('day', to_on, from_on) <= gap_days
group by person
