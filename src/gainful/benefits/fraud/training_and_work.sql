-- training_and_work: In class and at work on one day
-- zh: 同一天既培训又上岗
-- false alarms: 25 of 96849 innocent people in a trial of 100000 people, seed 32, on 2026-11-29
-- subject: person
-- looks for: days of attendance at a course on which a roll has the person at work; months in which days of work and
--   days of class together are more than the days there are; days of class inside a job in another county; weekdays of
--   class in a month for which an employer paid the whole agreed wage
-- does not see: training that the employer gives at work; classes on Saturday and Sunday for those paid a whole month;
--   fewer days than the programme's threshold
-- innocent: evening or half-day classes; leave from work that nobody recorded; an end of work recorded late; a roll
--   filled in under the wrong date
-- ask: Where was the person on these days, by their own word and by the employer's?
-- seen: {how_many} days in class and at work, from {from_on} to {to_on}.
-- zh looks for: 培训签到日同时有上岗考勤；当月出勤天数与培训天数之和超过可有天数；外县在岗期间的培训日；
--   用工单位发足整月约定工资的月份里的工作日培训
-- zh does not see: 用工单位以工代训；已领整月工资者的周末课；天数不到阈值的
-- zh innocent: 晚班或半天课；请假未登记；离岗登记晚；签到日期填错
-- zh ask: 这几天本人在哪里？请分别问本人和用工单位。
-- zh seen: {from_on}至{to_on}，有{how_many}天既在培训又在上岗。
with class_days as (
  select distinct a.person, a.course, c.employer, c.place, a.day,
    extract(year from a.day) * 12 + extract(month from a.day) as month
  from course_attendance as a join courses as c on c.course = a.course
  where a.present and a.day <= :as_of
),
work_rows as (
  select w.person, s.employer, w.from_on, w.until_on, max(w.present_days) as present_days
  from work_attendance as w left join spells as s on s.spell = w.spell
  where w.present_days > 0
  group by w.person, s.employer, w.from_on, w.until_on
),
on_one_day as (
  select d.person, d.day
  from class_days as d join work_rows as w on w.person = d.person and w.from_on = d.day and w.until_on = d.day
  where d.employer is null or w.employer is null or d.employer <> w.employer
),
in_month as (
  select w.person, w.from_on, w.until_on, w.present_days, count(distinct d.day) as class_count
  from work_rows as w
    join class_days as d on d.person = w.person and d.day >= w.from_on and d.day <= w.until_on
  where w.until_on > w.from_on and (d.employer is null or w.employer is null or d.employer <> w.employer)
  group by w.person, w.employer, w.from_on, w.until_on, w.present_days
),
in_full_months as (
  select d.person, d.day
  from in_month as m join class_days as d on d.person = m.person and d.day >= m.from_on and d.day <= m.until_on
  where m.present_days + m.class_count > date_diff('day', m.from_on, m.until_on) + 1
),
in_jobs as (
  select d.person, d.day, d.month, d.place, s.spell, s.place as work_place, s.pay_fen
  from class_days as d join spells as s on s.person = d.person
  where s.starts_on < d.day and (s.ends_on is null or s.ends_on > d.day)
    and (d.employer is null or s.employer is null or d.employer <> s.employer)
),
far_away as (
  select person, day from in_jobs where place - place % 1000000 <> work_place - work_place % 1000000
),
paid as (
  select spell, extract(year from month) * 12 + extract(month from month) as month, sum(paid_fen) as paid_fen
  from pay
  where spell is not null
  group by spell, extract(year from month) * 12 + extract(month from month)
),
paid_in_full as (
  select j.person, j.day
  from in_jobs as j join paid as p on p.spell = j.spell and p.month = j.month
  where p.paid_fen >= j.pay_fen and date_diff('day', cast('2001-01-01' as date), j.day) % 7 < 5
),
days as (
  select person, day from on_one_day union select person, day from in_full_months
  union select person, day from far_away union select person, day from paid_in_full
)
select person, min(day) as from_on, max(day) as to_on, count(*) as how_many
from days
group by person
having count(*) >= :fraud_class_and_work_days
