-- entitled_but_unpaid: Entitled and not paid
-- zh: 应得未发
-- subject: person
-- looks for: benefits that a rule finds due for longer than the programme allows, with nothing paid for them
-- does not see: what became due lately; benefits that cannot be told, since a fact or a local amount is missing
-- innocent: the person did not want it, or had it under another name; they have no account of their own yet
-- ask: Was the person told what they are entitled to, and did the money go to somebody else?
-- seen: {how_many} benefit(s) due and not paid, the first since {from_on}.
-- zh looks for: 规则判定应得、已超过规定天数、却没有任何发放的补贴
-- zh does not see: 最近才到期的；因缺事实或缺地方标准而无法判定的
-- zh innocent: 本人不要，或以别的名目领过；还没有本人账户
-- zh ask: 告诉过本人应得什么吗？钱有没有给了别人？
-- zh seen: 有{how_many}项应得未发，最早自{from_on}起。
with paid as (
  select person, rule, spell, course, decided_on, period_from, period_to
  from payments
  where person is not null and decided_on <= :as_of
    and (paid_on is not null or date_diff('day', decided_on, :as_of) <= :fraud_unpaid_days)
),
owed as (
  select d.person, d.rule, d.spell, d.course, d.due_on, d.amount_fen
  from due as d
  where date_diff('day', d.due_on, :as_of) > :fraud_unpaid_days
    and not exists (
      select 1 from paid as p
      where p.person = d.person and p.rule = d.rule
        and (p.spell is null or d.spell is null or p.spell = d.spell)
        and (p.course is null or d.course is null or p.course = d.course)
        and (p.spell = d.spell or p.course = d.course or p.decided_on >= d.due_on
          or (p.period_from <= d.due_on and p.period_to >= d.due_on))
    )
)
select person, min(due_on) as from_on, max(due_on) as to_on, count(*) as how_many, sum(amount_fen) as amount_fen
from owed
group by person
