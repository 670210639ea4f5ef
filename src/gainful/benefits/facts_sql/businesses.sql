-- The own businesses of a slice's people on a day, with what papers say of each, and the person's and household's facts.
-- Of several words about one time the one of the latest day counts, then the last written; null is not known.
-- Says what benefits.own_business says of one person's; a test compares them all.
create or replace table business_facts as
with day as (select getvariable('asked_on')::date as on_day, date_trunc('year', on_day)::date as first_day),
holding as (
    select business, fact, nullif(value, 'null') as value,
           row_number() over (partition by business, fact order by since desc nulls last, id desc) as rank
    from said_of_businesses, day
    where lasts = 'always' or (lasts = 'year' and year = year(on_day)) or (lasts = 'since' and since <= on_day)
),
said as (
    select business,
           max(trim(value, '"')) filter (fact = 'business_registered_on')::date as put_right,
           max(trim(value, '"')) filter (fact = 'business_ended_on')::date as ended_on,
           max(value) filter (fact = 'business_struck')::boolean as struck,
           max(value) filter (fact = 'business_tax_due')::bigint as business_tax_due,
           max(value) filter (fact = 'first_business')::boolean as first_business,
           max(value) filter (fact = 'returned_migrant')::boolean as returned_migrant,
           max(value) filter (fact = 'start_subsidy_paid')::boolean as start_subsidy_paid
    from holding where rank = 1 group by business
),
standing as (
    select businesses.key, people.main, coalesce(put_right, registered_on) as begun,
           least(coalesce(ended_on, on_day), on_day) as last_on, said.*
    from businesses join people using (person) left join said using (business), day
    where coalesce(put_right, registered_on) <= on_day and not coalesce(struck, false)
      and main between getvariable('first') and getvariable('last') and main in (select number from person_facts)
)
select standing.key as id, person_facts.* exclude (id, number),
       begun as business_registered_on,
       case when last_on < begun then 0 else date_sub('month', begun, last_on + 1) end::bigint
           as business_months_running,
       case when last_on < greatest(begun, first_day) then 0
            else (year(last_on) - year(greatest(begun, first_day))) * 12
                 + month(last_on) - month(greatest(begun, first_day)) + 1 end::bigint as business_months_in_year,
       greatest(0, 36 - greatest(0, year(on_day) * 12 + 1 - year(begun) * 12 - month(begun)))::bigint
           as relief_months_left,
       business_tax_due, first_business, returned_migrant,
       coalesce(standing.start_subsidy_paid or paid_facts.start_subsidy_paid, standing.start_subsidy_paid,
                paid_facts.start_subsidy_paid) as start_subsidy_paid
from standing join person_facts on person_facts.number = standing.main
left join paid_facts on paid_facts.person = standing.main, day;
