-- entitled_but_unpaid: Entitled and not paid, or not in full
-- zh: 应得未发或未足额
-- false alarms: 0 of 96849 innocent people in a trial of 100000 people, seed 32, on 2026-11-29
-- subject: person
-- looks for: benefits that a rule finds due for longer than the programme allows, with nothing paid for them,
--   or less than is due, where the amount due is known
-- does not see: what became due lately; benefits that cannot be told, since a fact or a local amount is missing
-- innocent: a payment in parts, of which the last is still to come; the person did not want it, or had it under another name; they have no account of their own yet
-- ask: Was the person told what they are entitled to, and did the money go to somebody else?
-- seen: {how_many} benefit(s) due and not paid in full, the first since {from_on}.
-- zh looks for: 规则判定应得、已超过规定天数、却没有任何发放、或发放少于应发数（应发数已知时）的补贴
-- zh does not see: 最近才到期的；因缺事实或缺地方标准而无法判定的
-- zh innocent: 分次发放、余款未到；本人不要，或以别的名目领过；还没有本人账户
-- zh ask: 告诉过本人应得什么吗？钱有没有给了别人？
-- zh seen: 有{how_many}项应得未发或未足额，最早自{from_on}起。
with paid as (
  select payment, person, rule, spell, course, decided_on, period_from, period_to, amount_fen
  from payments
  where person is not null and decided_on <= :as_of
    and (paid_on is not null or date_diff('day', decided_on, :as_of) <= :fraud_unpaid_days)
),
claimed as (
  select person, rule, spell, course, due_on, amount_fen, row_number() over (
      order by person nulls last, rule nulls last, spell nulls last, course nulls last, due_on nulls last,
      amount_fen nulls last
    ) as claim
  from due
  where date_diff('day', due_on, :as_of) > :fraud_unpaid_days
),
could as (
  select d.claim, p.payment, p.amount_fen
  from claimed as d join paid as p on p.person = d.person and p.rule = d.rule
  where (p.spell is null or d.spell is null or p.spell = d.spell)
    and (p.course is null or d.course is null or p.course = d.course)
    and (p.spell = d.spell or p.course = d.course or p.decided_on >= d.due_on
      or (p.period_from <= d.due_on and p.period_to >= d.due_on))
),
-- Claims of one benefit for one job or course are answered one after the other: each yuan of a payment answers once.
so_far as (
  select d.claim, e.claim as one
  from claimed as d join claimed as e on e.person = d.person and e.rule = d.rule
    and coalesce(e.spell, -1) = coalesce(d.spell, -1) and coalesce(e.course, -1) = coalesce(d.course, -1)
    and e.claim <= d.claim
),
asked as (
  select s.claim, count(*) as claims, sum(coalesce(e.amount_fen, 0)) as due_fen
  from so_far as s join claimed as e on e.claim = s.one
  group by s.claim
),
each_once as (
  select distinct s.claim, c.payment, c.amount_fen
  from so_far as s join could as c on c.claim = s.one
),
answered as (
  select claim, count(*) as payments, sum(amount_fen) as paid_fen from each_once group by claim
),
short as (
  select d.claim, d.person, d.rule, d.spell, d.course, d.due_on, d.amount_fen,
    coalesce(a.payments, 0) < k.claims as no_payment_left, k.due_fen - coalesce(a.paid_fen, 0) as short_fen
  from claimed as d join asked as k on k.claim = d.claim left join answered as a on a.claim = d.claim
),
before as (
  select claim, person, due_on, amount_fen, no_payment_left, short_fen, max(short_fen) over (
      partition by person, rule, coalesce(spell, -1), coalesce(course, -1) order by claim nulls last
      rows between unbounded preceding and 1 preceding
    ) as short_before
  from short
),
owed as (
  select person, due_on, case when amount_fen is not null
    then short_fen - (case when coalesce(short_before, 0) > 0 then short_before else 0 end) end as unpaid_fen
  from before
  where (amount_fen is null and no_payment_left)
    or (amount_fen is not null and short_fen > (case when coalesce(short_before, 0) > 0 then short_before else 0 end))
)
select person, min(due_on) as from_on, max(due_on) as to_on, count(*) as how_many, sum(unpaid_fen) as amount_fen
from owed
group by person
