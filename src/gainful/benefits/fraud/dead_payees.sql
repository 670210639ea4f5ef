-- dead_payees: Paid for after death
-- zh: 死亡后仍发放
-- false alarms: 0 of 96849 innocent people in a trial of 100000 people, seed 32, on 2026-11-29
-- subject: person
-- looks for: benefits paid to or for somebody for a time that begins after their death, or runs on beyond it for more
--   days than the programme allows
-- does not see: what was due before the death and paid to the family afterwards; deaths that nobody recorded
-- innocent: a day of death entered wrong, or for another member of the household; a period written as a whole year
-- ask: When did the person die, by the record of the family and the village, and who took the money?
-- seen: {how_many} payment(s) for the time after death, from {from_on} to {to_on}.
-- zh looks for: 补贴所属时段在死亡之后开始，或超出死亡日期的天数多于规定
-- zh does not see: 生前应得、死后由家属领取的；无人登记的死亡
-- zh innocent: 死亡日期录错，或记到了同户他人；时段笼统写成整年
-- zh ask: 本人何时去世（家属与村里的记载）？钱是谁领的？
-- zh seen: {from_on}至{to_on}，有{how_many}笔属于死亡之后的发放。
select p.person, min(coalesce(y.period_from, y.decided_on)) as from_on, max(coalesce(y.period_to, y.decided_on)) as to_on,
  count(*) as how_many, sum(y.amount_fen) as amount_fen
from people as p join payments as y on y.person = p.person
where y.decided_on <= :as_of and (
  coalesce(y.period_from, y.period_to, y.decided_on) > p.died_on
  or date_diff('day', p.died_on, y.period_to) > :fraud_days_after_death
)
group by p.person
