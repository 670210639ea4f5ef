-- paid_but_gone: Paid for somebody who had left
-- zh: 已离开仍发放
-- false alarms: 0 of 96849 innocent people in a trial of 100000 people, seed 32, on 2026-11-29
-- subject: person
-- looks for: benefits paid for a time that begins after the person had moved away for good, or runs on beyond the end of
--   the job it is paid for, by more days than the programme allows
-- does not see: what was due before and paid afterwards; people who work away and have their home here
-- innocent: an end recorded for the wrong job; a return home that nobody recorded; a period written as a whole year
-- ask: Where was the person in that time, and did they know of the payment?
-- seen: {how_many} payment(s) for a time after leaving, from {from_on} to {to_on}.
-- zh looks for: 补贴所属时段在本人迁走之后开始，或超出所属岗位结束日期的天数多于规定
-- zh does not see: 离开前应得、之后才发的；户在本地、人在外务工的
-- zh innocent: 离岗记到了另一份工作；返回未登记；时段笼统写成整年
-- zh ask: 那段时间本人在哪里？知道这笔发放吗？
-- zh seen: {from_on}至{to_on}，有{how_many}笔属于离开之后的发放。
with paid as (
  select y.payment, y.person, y.amount_fen, s.ends_on, p.gone_on, y.decided_on,
    coalesce(y.period_from, y.decided_on) as from_on, coalesce(y.period_to, y.period_from, y.decided_on) as to_on,
    case when y.period_to is null and y.period_from is null then 0 else 1 end as period_known
  from payments as y
    join people as p on p.person = y.person
    left join spells as s on s.spell = y.spell
  where y.decided_on <= :as_of
)
select person, min(from_on) as from_on, max(to_on) as to_on, count(*) as how_many, sum(amount_fen) as amount_fen
from paid
where date_diff('day', gone_on, from_on) > :fraud_days_after_leaving
  or (period_known = 1 and date_diff('day', ends_on, to_on) > :fraud_days_after_leaving)
group by person
