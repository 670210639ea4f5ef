-- altered_twins: Two records, one person with an altered number
-- zh: 改动证件号的重复人员
-- false alarms: 23 of 96849 innocent people in a trial of 100000 people, seed 32, on 2026-11-29
-- subject: person
-- looks for: two records whose personal numbers are the same, or differ in one character or in two neighbours that
--   changed places, under one name (as written or as spoken) or, in different households, with one phone or account; two
--   that differ so in the place of issue or the birth date, in one household or with one phone or account; two that
--   differ in their last four under one name with the same township, household, phone or account; two that differ only
--   in where the number was issued, under one name; two that differ only in the birth date under one name as written,
--   with the same township, household, phone or account; one name as written with one phone, whatever the numbers
-- does not see: numbers that were refused as not good; two numbers with nothing in common, where the phone differs too
-- innocent: a number mistyped and later given right; a number issued anew after a mistake; two people of one name born
--   on one day in one township; twins with names that sound alike; a phone number that was given to somebody else
-- ask: Do both records belong to one living person? Call on both, and see each one's card.
-- seen: {how_many} other record(s) have nearly the same number, or the same name and phone.
-- zh looks for: 两条记录的证件号相同、或只差一位、或相邻两位互换，且姓名相同（字或音），或不同户而电话、账户相同；
--   地区码或出生日期部分有此差别，且同户或电话、账户相同；仅后四位不同，姓名相同且同乡镇、同户、同电话或同账户；
--   仅前六位地区码不同且姓名相同；仅出生日期不同，姓名（字）相同且同乡镇、同户、同电话或同账户；
--   姓名（字）与电话都相同，不论证件号
-- zh does not see: 未通过校验的证件号；号码毫无相同之处且电话也不同的
-- zh innocent: 先录错、后改正；号码错发后重新编号；同乡镇同日出生的同名人；名字读音相近的双胞胎；电话号码换了机主
-- zh ask: 两条记录是不是同一个人？请分别上门，各看本人证件。
-- zh seen: 另有{how_many}条记录的证件号几乎相同，或姓名与电话都相同。
with numbered as (
  select person, part, digest, case
      when part = 'whole' then 'whole' when part = 'head' then 'head' when part = 'tail' then 'tail' else 'near'
    end as likeness
  from ids
  where part <> 'name' and part <> 'name_sound' and part <> 'phone' and part <> 'undated'
),
alike as (
  select a.person, b.person as other, max(case when a.likeness = 'whole' then 1 else 0 end) as whole,
    max(case when a.likeness = 'near' then 1 else 0 end) as near,
    max(case when a.likeness = 'head' then 1 else 0 end) as head,
    max(case when a.likeness = 'tail' then 1 else 0 end) as tail
  from numbered as a join numbered as b on b.part = a.part and b.digest = a.digest and b.person <> a.person
  group by a.person, b.person
),
marks as (
  select person, 'name' as mark, digest from ids where part = 'name'
  union select person, 'sound' as mark, digest from ids where part = 'name_sound'
  union select person, 'phone' as mark, digest from ids where part = 'phone'
  union select person, 'account' as mark, account as digest from accounts
  union select person, 'account' as mark, account as digest from payments where to_person and account is not null
),
written as (
  select person, digest from ids where part = 'name'
),
under_one_name as (
  select n.person, n.digest as name, i.part, i.digest
  from written as n join ids as i on i.person = n.person
  where i.part = 'undated' or i.part = 'phone'
),
namesakes as (
  select a.person, b.person as other, max(case when a.part = 'phone' then 1 else 0 end) as phone
  from under_one_name as a
    join under_one_name as b on b.name = a.name and b.part = a.part and b.digest = a.digest and b.person <> a.person
  group by a.person, b.person
),
pairs as (
  select person, other, near, head, tail, 0 as undated from alike
  union all
  select person, other, 0 as near, 0 as head, 0 as tail, 1 as undated from namesakes where phone = 0
),
shared as (
  select l.person, l.other, max(case when m.mark = 'name' or m.mark = 'sound' then 1 else 0 end) as name,
    max(case when m.mark = 'phone' or m.mark = 'account' then 1 else 0 end) as reached
  from pairs as l
    join marks as m on m.person = l.person
    join marks as o on o.person = l.other and o.mark = m.mark and o.digest = m.digest
  group by l.person, l.other
),
placed as (
  select l.person, l.other, l.near, l.head, l.tail, l.undated, coalesce(s.name, 0) as name,
    coalesce(s.reached, 0) as reached, case when a.area = b.area then 1 else 0 end as same_area,
    case when a.household = b.household then 1 else 0 end as same_household
  from pairs as l
    join people as a on a.person = l.person
    join people as b on b.person = l.other
    left join shared as s on s.person = l.person and s.other = l.other
),
found as (
  select person, other from alike where whole = 1
  union all
  select person, other from namesakes where phone = 1
  union all
  select person, other from placed where near = 1 and (name = 1 or (reached = 1 and same_household = 0))
  union all
  select person, other from placed where near = 1 and head = 0 and (reached = 1 or same_household = 1)
  union all
  select person, other from placed
  where (head = 1 or undated = 1) and name = 1 and (reached = 1 or same_area = 1 or same_household = 1)
  union all
  select person, other from placed where tail = 1 and name = 1
)
select person, count(distinct other) as how_many from found group by person
