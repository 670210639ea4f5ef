-- What was paid before to a slice of the people: a yes and months by the claims on the books, a no where they are complete.
-- Unknown stays null. Says what benefits.paid_before says of one person; a test compares them.
create or replace table paid_claims as
with day as (select getvariable('asked_on')::date as on_day)
select people.main as person, fact, claimed.employer, claimed.seat, sure, year(for_on) * 12 + month(for_on) as month
from claimed join people using (person) join tells using (rule), day
where asked_on <= on_day and main between getvariable('first') and getvariable('last')
  and (within = 'life' or (within = 'year' and year(for_on) = year(on_day))
       or (within = 'month' and year(for_on) = year(on_day) and month(for_on) = month(on_day)));

create or replace table paid_complete as
with day as (select getvariable('asked_on')::date as on_day),
within_of as (select distinct fact, within from tells)
select person, fact from kept join within_of using (fact) join people using (area), day
where main = person and person between getvariable('first') and getvariable('last')
  and (home_recorded_at is null or home_recorded_at <= kept.by)
  and case within when 'life' then since = '0001-01-01'::date
                  when 'year' then since <= date_trunc('year', on_day)::date
                  else since <= date_trunc('month', on_day)::date end;

create or replace table paid_facts as
with said as (
    select person, fact, bool_or(sure) as yes, bool_or(not sure) as maybe,
           count(distinct month) filter (sure) as months
    from paid_claims group by person, fact
),
most as (select fact, max(enough) as enough from tells group by fact),
told as (
    select coalesce(said.person, paid_complete.person) as person, coalesce(said.fact, paid_complete.fact) as fact,
           case when coalesce(yes, false) then true
                when not coalesce(maybe, false) and paid_complete.fact is not null then false end as paid,
           coalesce(months, 0) as months, not coalesce(maybe, false) and paid_complete.fact is not null as exact
    from said full join paid_complete on paid_complete.person = said.person and paid_complete.fact = said.fact
)
select person,
       bool_or(paid) filter (fact = 'job_seeking_subsidy_paid') as job_seeking_subsidy_paid,
       bool_or(paid) filter (fact = 'hiring_subsidy_paid') as hiring_subsidy_paid,
       bool_or(paid) filter (fact = 'start_subsidy_paid') as start_subsidy_paid,
       bool_or(paid) filter (fact = 'out_working_award_paid_in_year') as out_working_award_paid_in_year,
       bool_or(paid) filter (fact = 'transport_subsidy_paid_in_year') as transport_subsidy_paid_in_year,
       bool_or(paid) filter (fact = 'insurance_subsidy_in_month') as insurance_subsidy_in_month,
       max(months) filter (fact = 'insurance_subsidy_months' and (exact or months >= nullif(enough, 0)))::bigint
           as insurance_subsidy_months,
       max(months) filter (fact = 'trained_through_work_months' and (exact or months >= nullif(enough, 0)))::bigint
           as trained_through_work_months
from told join most using (fact) group by person;
