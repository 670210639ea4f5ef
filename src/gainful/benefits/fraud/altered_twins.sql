-- altered_twins: Two records, one person with an altered number
-- zh: 改动证件号的重复人员
-- subject: person
-- looks for: two records whose personal numbers are the same, or differ in one character or in two neighbours that
--   changed places, under one name (as written or as spoken) or, in different households, with one phone or account;
--   two that differ in their last four under one name with the same township, household, phone or account; two that
--   differ only in where the number was issued, under one name
-- does not see: numbers that were refused as not good; two numbers with nothing in common
-- innocent: a number mistyped and later given right; a number issued anew after a mistake; two people of one name born
--   on one day in one township; twins with names that sound alike
-- ask: Do both records belong to one living person? Call on both, and see each one's card.
-- seen: {how_many} other record(s) have nearly the same number.
-- zh looks for: 两条记录的证件号相同、或只差一位、或相邻两位互换，且姓名相同（字或音），或不同户而电话、账户相同；
--   仅后四位不同，姓名相同且同乡镇、同户、同电话或同账户；仅前六位地区码不同且姓名相同
-- zh does not see: 未通过校验的证件号；毫无相同之处的两个号
-- zh innocent: 先录错、后改正；号码错发后重新编号；同乡镇同日出生的同名人；名字读音相近的双胞胎
-- zh ask: 两条记录是不是同一个人？请分别上门，各看本人证件。
-- zh seen: 另有{how_many}条记录的证件号几乎相同。
with numbered as (
  select person, part, digest, case
      when part = 'whole' then 'whole' when part = 'head' then 'head' when part = 'tail' then 'tail' else 'near'
    end as likeness
  from ids
  where part <> 'name' and part <> 'name_sound' and part <> 'phone'
),
alike as (
  select distinct a.person, b.person as other, a.likeness
  from numbered as a join numbered as b on b.part = a.part and b.digest = a.digest and b.person <> a.person
),
marks as (
  select person, 'name' as mark, digest from ids where part = 'name'
  union all select person, 'sound' as mark, digest from ids where part = 'name_sound'
  union all select person, 'phone' as mark, digest from ids where part = 'phone'
  union all select person, 'account' as mark, account as digest from accounts
),
shared as (
  select l.person, l.other, l.likeness,
    max(case when m.mark = 'name' or m.mark = 'sound' then 1 else 0 end) as name,
    max(case when m.mark = 'phone' or m.mark = 'account' then 1 else 0 end) as reached
  from alike as l
    join marks as m on m.person = l.person
    join marks as o on o.person = l.other and o.mark = m.mark and o.digest = m.digest
  group by l.person, l.other, l.likeness
),
placed as (
  select s.person, s.other, s.likeness, s.name, s.reached,
    case when a.area = b.area then 1 else 0 end as same_area,
    case when a.household = b.household then 1 else 0 end as same_household
  from shared as s join people as a on a.person = s.person join people as b on b.person = s.other
),
found as (
  select person, other from alike where likeness = 'whole'
  union all
  select person, other from placed where likeness = 'near' and (name = 1 or (reached = 1 and same_household = 0))
  union all
  select person, other from placed
  where likeness = 'head' and name = 1 and (reached = 1 or same_area = 1 or same_household = 1)
  union all
  select person, other from placed where likeness = 'tail' and name = 1
)
select person, count(distinct other) as how_many from found group by person
