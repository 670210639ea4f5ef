-- A slice of the people on a day: age, capacity, education, school, health, the latest answer, posts held, the household.
create or replace table person_facts as
with day as (select getvariable('asked_on')::date as on_day),
slice as (
    select people.*, area_codes.code from people join area_codes using (area)
    where main = person and area between getvariable('low') and getvariable('high')
      and person % getvariable('slices') = getvariable('slice')
),
home as (
    select person, arg_min(household, id) as household from memberships, day
    where (from_on is null or from_on <= on_day) and (until_on is null or until_on > on_day)
    group by person
),
wish as (
    select main as person, arg_max({'willing': willing}, (asked_on, id)).willing as willing
    from wishes join people using (person), day where asked_on <= on_day group by main
),
posts as (
    select person, count(*) as held from spells, day
    where starts_on <= on_day and list_contains(getvariable('last_resort'), channel) group by person
)
select slice.person as number, slice.key as id, slice.code as area, slice.key as person,
       household_facts.key as household, household_facts.tier,
       household_facts.* exclude (household, key, area, tier),
       case when born_on <= on_day and age_on(born_on, on_day) <= 150 then age_on(born_on, on_day)::bigint end as age_years,
       nullif(labour_capacity, '') as labour_capacity,
       case when list_contains(getvariable('able'), labour_capacity) then true
            when list_contains(getvariable('not_able'), labour_capacity) then false end as able_to_work,
       nullif(education, '') as education,
       case when student <> '' then list_contains(getvariable('at_school'), student) end as is_student,
       nullif(health, '') as health,
       wish.willing as willing_to_work,
       job_seeking_subsidy_paid, insurance_subsidy_in_month, insurance_subsidy_months, trained_through_work_months,
       coalesce(posts.held, 0)::bigint as public_posts_held
from slice
left join home using (person)
left join household_facts on household_facts.household = home.household
left join wish using (person)
left join posts using (person)
left join paid_facts using (person), day;
