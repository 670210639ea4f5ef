-- padded_classes: Classes with names of people who did not come
-- zh: 培训班名单与到课不符
-- subject: course
-- looks for: more people enrolled than seats; people whom the paper list has present on days when the phone list says
--   they did not come; in a class with a phone list, many whom it never once has; people present in two classes on one
--   day; people credited with more days than the class had
-- does not see: a class without any phone list; single people whom the phone list lacks
-- innocent: a larger room than was stated; people without a phone who sit together in one class; a phone list begun
--   late; two half-day classes
-- ask: Who taught, who sat there, and do those named remember the class?
-- seen: {how_many} people or days do not fit, from {from_on} to {to_on}.
-- zh looks for: 报名人数多于座位；纸质签到在场而手机签到说没来；有手机签到的班里很多人从未出现在手机签到；
--   同一天在两个班签到；认定天数超过班期
-- zh does not see: 完全没有手机签到的班；个别不在手机签到里的人
-- zh innocent: 教室比申报的大；没有手机的人集中在一个班；手机签到启用晚；两个半天班
-- zh ask: 谁上的课？谁坐在教室里？名单上的人记得这个班吗？
-- zh seen: {from_on}至{to_on}，有{how_many}人（天）对不上。
with marks as (
  select person, course, day, max(case when roll = 'paper' and present then 1 else 0 end) as on_paper,
    max(case when roll = 'phone' and present then 1 else 0 end) as by_phone,
    max(case when roll = 'phone' and not present then 1 else 0 end) as not_by_phone
  from course_attendance
  where day <= :as_of
  group by person, course, day
),
sat as (
  select person, course, min(day) as from_on, max(day) as to_on, sum(on_paper) as paper_days,
    sum(by_phone) as phone_days, sum(on_paper * not_by_phone) as denied_days
  from marks
  group by person, course
),
classes as (
  select course, count(*) as people, sum(case when phone_days > 0 then 1 else 0 end) as with_phone,
    sum(case when phone_days = 0 and paper_days >= :fraud_class_days then 1 else 0 end) as paper_only
  from sat
  group by course
),
enrolled as (
  select c.course, c.starts_on, c.ends_on, c.seats, count(distinct e.person) as people
  from courses as c join enrolments as e on e.course = c.course
  group by c.course, c.starts_on, c.ends_on, c.seats
),
twice as (
  select a.person, a.course, min(a.day) as from_on, max(a.day) as to_on, count(distinct a.day) as how_many
  from marks as a join marks as b on b.person = a.person and b.day = a.day and b.course <> a.course
  where (a.on_paper = 1 or a.by_phone = 1) and (b.on_paper = 1 or b.by_phone = 1)
  group by a.person, a.course
),
found as (
  select cast(null as bigint) as person, course, starts_on as from_on, ends_on as to_on, people - seats as how_many
  from enrolled
  where people * 100 > seats * (100 + :fraud_overfull_percent)
  union all
  select person, course, from_on, to_on, denied_days as how_many
  from sat
  where denied_days >= :fraud_class_days and denied_days * 2 >= paper_days
  union all
  select s.person, s.course, s.from_on, s.to_on, s.paper_days as how_many
  from sat as s join classes as c on c.course = s.course
  where s.phone_days = 0 and s.paper_days >= :fraud_class_days and c.with_phone > 0
    and c.paper_only >= :fraud_paper_only_people
    and c.paper_only * 100 >= c.people * :fraud_paper_only_percent
  union all
  select person, course, from_on, to_on, how_many from twice where how_many >= :fraud_class_days
  union all
  select e.person, e.course, c.starts_on as from_on, c.ends_on as to_on, e.attended_days - c.days as how_many
  from enrolments as e join courses as c on c.course = e.course
  where e.attended_days > c.days
)
select person, course, min(from_on) as from_on, max(to_on) as to_on, max(how_many) as how_many
from found
group by person, course
