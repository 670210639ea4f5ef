-- posts_without_attendance: Posts paid for without attendance
-- zh: 公益岗发款而无考勤
-- false alarms: 22 of 96849 innocent people in a trial of 100000 people, seed 32, on 2026-11-29
-- subject: person
-- looks for: public posts paid for months running, wage or subsidy, with no day of attendance on any roll, or with so
--   few of the days due that the whole wage cannot have been earned
-- does not see: rolls that do not say how many days were due, or present; a single month without a roll; months of which no roll of the whole county came; the last month before
--   the day asked, whose rolls may still come
-- innocent: rolls kept on paper and not yet entered; a post without a roll, as a forest ranger's; sick leave
-- ask: Who has seen the person at the post, and what was done there in these months?
-- seen: {how_many} paid months with no attendance or next to none, from {from_on} to {to_on}.
-- zh looks for: 公益性岗位连续数月有工资或补贴，却没有任何一天考勤，或出勤占应出勤天数的比例极低
-- zh does not see: 未写应出勤或实出勤天数的考勤；仅一个月没有考勤；全县都没有报来考勤的月份；查询日前的最后一个月（考勤可能未报）
-- zh innocent: 纸质考勤未录入；不设考勤的岗位（如护林员）；病假
-- zh ask: 谁见过本人在岗？这几个月做了什么？
-- zh seen: {from_on}至{to_on}，有{how_many}个月领了钱却没有或几乎没有考勤。
with posts as (
  select spell, person, starts_on, coalesce(ends_on, :as_of) as ends_on from spells where post and starts_on <= :as_of
),
paid as (
  select o.person, o.spell, m.month, m.month_end
  from posts as o join pay as p on p.spell = o.spell join months as m on m.month = p.month
  where p.paid_fen > 0
  union
  select o.person, o.spell, m.month, m.month_end
  from posts as o
    join payments as y on y.spell = o.spell
    join months as m on m.month >= y.period_from and m.month_end <= y.period_to
  where m.month >= o.starts_on and m.month <= o.ends_on
),
attended as (
  select p.spell, p.month
  from paid as p join work_attendance as w on w.person = p.person and w.from_on <= p.month_end and w.until_on >= p.month
  where w.spell is null or w.spell = p.spell
  group by p.spell, p.month
  having max(case when w.present_days is null then 1 else 0 end) = 1 or (sum(w.present_days) > 0
    and coalesce(sum(w.present_days) * 100 >= sum(w.due_days) * :fraud_post_present_percent, true))
),
rolled as (
  select distinct h.area - h.area % 1000000 as county, m.month
  from work_attendance as w
    join people as h on h.person = w.person
    join months as m on w.from_on <= m.month_end and w.until_on >= m.month
),
absent as (
  select p.person, p.spell, p.month, p.month_end,
    extract(year from p.month) * 12 + extract(month from p.month) as number
  from paid as p
    join people as h on h.person = p.person
    join rolled as r on r.county = h.area - h.area % 1000000 and r.month = p.month
    left join attended as a on a.spell = p.spell and a.month = p.month
  where a.spell is null and date_diff('day', p.month_end, :as_of) > 31
),
numbered as (
  select person, spell, month, month_end,
    number - row_number() over (partition by spell order by number nulls last) as run
  from absent
),
runs as (
  select person, spell, min(month) as from_on, max(month_end) as to_on, count(*) as how_many
  from numbered
  group by person, spell, run
  having count(*) >= :fraud_post_months
)
select person, min(from_on) as from_on, max(to_on) as to_on, sum(how_many) as how_many from runs group by person
