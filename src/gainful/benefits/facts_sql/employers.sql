-- What papers state of employers and workshops on a day: since a day, for its month and the next, for a year or the one after.
-- Of several the one of the latest day counts, then the last written. Says what benefits.statements says of one.
create or replace table stated_facts as
with day as (select getvariable('asked_on')::date as on_day),
holding as (
    select employer, workshop, fact, value,
           row_number() over (partition by employer, workshop, fact order by since desc nulls last, id desc) as rank
    from statements, day
    where (lasts = 'year' and year = year(on_day)) or (lasts = 'year_before' and year = year(on_day) - 1)
       or (lasts = 'since' and since <= on_day)
       or (lasts = 'month' and since <= on_day
           and year(on_day) * 12 + month(on_day) - year(since) * 12 - month(since) <= 1)
)
select employer, workshop,
       max(value) filter (fact = 'staff_count')::bigint as staff_count,
       max(value) filter (fact = 'small_or_micro')::boolean as small_or_micro,
       max(value) filter (fact = 'employment_base_recognised')::boolean as employment_base_recognised,
       max(value) filter (fact = 'base_award_paid')::boolean as base_award_paid,
       max(value) filter (fact = 'tax_due')::bigint as tax_due,
       max(value) filter (fact = 'unemployment_premium_paid')::bigint as unemployment_premium_paid,
       max(value) filter (fact = 'layoffs_within_limit')::boolean as layoffs_within_limit,
       max(value) filter (fact = 'attendance_kept')::boolean as attendance_kept,
       max(value) filter (fact = 'freight_paid')::bigint as freight_paid
from holding where rank = 1 group by employer, workshop;

-- Employers on a day: kind, staff of registered households, new hires, months of hires that count for relief. Unknown stays null.
-- Says what jobs.facts, casework.employer_facts and statements say of one employer; a test compares them all.
create or replace table employer_facts as
with day as (
    select getvariable('asked_on')::date as on_day, date_trunc('year', on_day)::date as first_day,
           (on_day - interval 12 month)::date as year_ago
),
home as (
    select person, arg_min(household, id) as household from memberships, day
    where (from_on is null or from_on <= on_day) and (until_on is null or until_on > on_day)
    group by person
),
hire as (
    select coalesce(spells.employer, workshops.employer) as employer, people.main as person, starts_on, coalesce(ends_on >= on_day, true) as there,
           household_registered as registered, contract_months >= 12 as long_contract, insured,
           least(coalesce(ends_on, on_day), on_day,
                 last_day((date_trunc('month', starts_on) + interval 35 month)::date)) as until_day
    from spells join people using (person)
    left join home on home.person = people.main
    left join household_facts on household_facts.household = home.household
    left join workshops on workshops.workshop = spells.workshop, day
    where starts_on <= on_day and coalesce(spells.employer, workshops.employer) is not null
),
judged as (
    select hire.*, there and starts_on > year_ago as is_new,
           case when not long_contract then false when registered and long_contract then true end as new_counts,
           case when not long_contract or not insured then false
                when registered and long_contract and insured then true end as relief_counts,
           case when until_day < first_day then 0
                else (1 << month(until_day)) - (1 << (month(greatest(starts_on, first_day)) - 1)) end as months
    from hire, day
),
by_person as (
    select employer, person, bool_or(there) as there, any_value(registered) as registered,
           coalesce(bool_or(is_new and new_counts), false) as new_yes,
           coalesce(bool_or(is_new and new_counts is null), false) as new_unknown,
           coalesce(bool_or(months > 0 and relief_counts is null), false) as relief_unknown,
           coalesce(bit_count(bit_or(case when relief_counts then months else 0 end)), 0) as relief_months
    from judged group by employer, person
),
told as (
    select employer,
           case when not coalesce(bool_or(there and registered is null), false)
                then count(*) filter (there and registered) end::bigint as registered_staff_count,
           case when not bool_or(new_unknown and not new_yes)
                then count(*) filter (new_yes) end::bigint as new_target_hires,
           case when not bool_or(relief_unknown)
                then sum(relief_months) end::bigint as target_hire_months_in_year
    from by_person group by employer
)
select employers.employer, employers.key, employers.area, nullif(kind, '') as employer_kind,
       registered_staff_count, new_target_hires, target_hire_months_in_year,
       staff_count, small_or_micro, employment_base_recognised,
       coalesce(awarded.paid, base_award_paid) as base_award_paid, tax_due, unemployment_premium_paid, layoffs_within_limit
from employers left join told using (employer)
left join (
    select employer, true as paid
    from claimed join tells using (rule), (select getvariable('asked_on')::date as on_day) as day
    where fact = 'base_award_paid' and person is null and sure and asked_on <= on_day group by employer
) as awarded using (employer)
left join stated_facts on stated_facts.employer = employers.employer and stated_facts.workshop is null;

-- Workshops on a day: recognised from the day of the plaque to the last day of recognition; no day on record is unknown.
create or replace table workshop_facts as
with day as (select getvariable('asked_on')::date as on_day),
period as (
    select workshop, recognised_on, exited_on from recognitions
    union all select workshop, recognised_on, exited_on from workshops
),
told as (
    select workshop,
           max(recognised_on) filter (recognised_on <= on_day and coalesce(exited_on >= on_day, true)) as since,
           bool_or(recognised_on is not null or coalesce(exited_on < on_day, false)) as known
    from period, day group by workshop
)
select workshops.workshop, workshops.key, workshops.area, workshops.employer, attendance_kept, freight_paid,
       case when since is not null then true when known then false end as workshop_recognised,
       since as workshop_recognised_on
from workshops join told using (workshop)
left join stated_facts on stated_facts.workshop = workshops.workshop and stated_facts.employer = workshops.employer;
