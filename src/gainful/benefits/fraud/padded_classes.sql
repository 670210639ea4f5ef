-- padded_classes: Classes with names of people who did not come
-- zh: 培训班名单与到课不符
-- false alarms: 11 of 96849 innocent people in a trial of 100000 people, seed 32, on 2026-11-29
-- subject: course
-- looks for: more people enrolled than seats; people whom the paper list has present on days when the phone list says
--   they did not come; in a class with a phone list, many whom it never once has; several people present on the
--   same days in one other class; people credited with more days than the class had, or than the lists have them, days without a list granted;
--   several people of one class with the same days present and the same days missed, as if one line had been copied
-- does not see: a class without any list; single people whom the phone list lacks, or who are in two classes on one
--   day; equal lines of people who missed no day, or a single one
-- innocent: a larger room than was stated; people without a phone who sit together in one class; a phone list begun
--   late; two half-day classes; days made up for without a list; neighbours who come and stay away together
-- ask: Who taught, who sat there, and do those named remember the class?
-- seen: {how_many} people or days do not fit, from {from_on} to {to_on}.
-- zh looks for: 报名人数多于座位；纸质签到在场而手机签到说没来；有手机签到的班里很多人从未出现在手机签到；
--   多人同一天又在另一个班签到；认定天数超过班期，或超过签到天数（没有签到表的日子不计）；
--   同班多人到课与缺课的日子完全相同，像是照抄一行
-- zh does not see: 完全没有签到的班；个别不在手机签到里或同一天在两个班的人；全勤或只缺一天的相同签到
-- zh innocent: 教室比申报的大；没有手机的人集中在一个班；手机签到启用晚；两个半天班；补课没有签到；结伴来去的邻里
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
in_two as (
  select a.person, a.course, b.course as other, min(a.day) as from_on, max(a.day) as to_on,
    count(distinct a.day) as how_many
  from marks as a join marks as b on b.person = a.person and b.day = a.day and b.course <> a.course
  where (a.on_paper = 1 or a.by_phone = 1) and (b.on_paper = 1 or b.by_phone = 1)
  group by a.person, a.course, b.course
  having count(distinct a.day) >= :fraud_class_days
),
two_lists as (
  select course, other from in_two group by course, other having count(*) >= :fraud_same_list_people
),
listed as (
  select course, roll, min(day) as from_on, max(day) as to_on, count(distinct day) as days
  from course_attendance
  where day <= :as_of and present
  group by course, roll
),
lines as (
  select a.person, a.course, a.roll, l.from_on, l.to_on, l.days, count(distinct a.day) as came,
    sum(date_diff('day', l.from_on, a.day)) as days_sum,
    sum(date_diff('day', l.from_on, a.day) * date_diff('day', l.from_on, a.day)) as squares_sum,
    sum(date_diff('day', l.from_on, a.day) * date_diff('day', l.from_on, a.day) * date_diff('day', l.from_on, a.day))
      as cubes_sum
  from (select distinct person, course, roll, day from course_attendance where present and day <= :as_of) as a
    join listed as l on l.course = a.course and l.roll = a.roll
  group by a.person, a.course, a.roll, l.from_on, l.to_on, l.days
),
copied as (
  select course, roll, came, days_sum, squares_sum, cubes_sum
  from lines
  where days - came >= :fraud_same_list_missed_days
  group by course, roll, came, days_sum, squares_sum, cubes_sum
  having count(*) >= :fraud_same_list_people
),
came as (
  select person, course, count(distinct day) as days
  from course_attendance
  where present and day <= :as_of
  group by person, course
),
days_listed as (
  select course, count(distinct day) as days from course_attendance where day <= :as_of group by course
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
  select t.person, t.course, t.from_on, t.to_on, t.how_many
  from in_two as t join two_lists as l on l.course = t.course and l.other = t.other
  union all
  select e.person, e.course, c.starts_on as from_on, c.ends_on as to_on, e.attended_days - c.days as how_many
  from enrolments as e join courses as c on c.course = e.course
  where e.attended_days > c.days
  union all
  select e.person, e.course, c.starts_on as from_on, c.ends_on as to_on,
    e.attended_days - coalesce(d.days, 0) - (c.days - l.days) as how_many
  from enrolments as e
    join courses as c on c.course = e.course
    join days_listed as l on l.course = e.course
    left join came as d on d.course = e.course and d.person = e.person
  where c.ends_on <= :as_of and c.days >= l.days
    and e.attended_days - coalesce(d.days, 0) - (c.days - l.days) >= :fraud_class_days
  union all
  select l.person, l.course, l.from_on, l.to_on, l.came as how_many
  from lines as l
    join copied as c on c.course = l.course and c.roll = l.roll and c.came = l.came and c.days_sum = l.days_sum
      and c.squares_sum = l.squares_sum and c.cubes_sum = l.cubes_sum
)
select person, course, min(from_on) as from_on, max(to_on) as to_on, max(how_many) as how_many
from found
group by person, course
