-- Households on a day: registration, exit, risk, size, able members, members in work, income of the year before, need tier.
-- Unknown stays null. Says what registry.facts and casework.facts say of one household; a test compares them all.
-- A slice of them: who is at work and who would be are worked out before, for everybody (`workers.sql`).
create or replace table household_slice as
with day as (select getvariable('asked_on')::date as on_day),
member as (
    select distinct on (memberships.household, people.person) memberships.household, people.*
    from memberships join people using (person), day
    where people.main = people.person
      and memberships.household between getvariable('first') and getvariable('last')
      and (from_on is null or from_on <= on_day) and (until_on is null or until_on > on_day)
),
able as (
    select household, count(*) as size, count(*) filter (able) as able_count,
           count(*) filter (able is null) as unknown_count
    from (
        select household, case when age < 16 or capable = false then false
                               when age is null or capable is null then null else true end as able
        from (select member.household,
                     case when born_on <= on_day then age_on(born_on, on_day) end as age,
                     case when list_contains(getvariable('able'), labour_capacity) then true
                          when list_contains(getvariable('not_able'), labour_capacity) then false end as capable
              from member, day)
    ) group by household
),
current_member as (
    select member.household, at_work.person is not null as works,
           born_on <= (on_day - to_months(12 * getvariable('working_age')::integer))::date
               and list_contains(getvariable('able'), labour_capacity) and coalesce(wants, false) as could
    from member left join at_work using (person) left join wanting using (person), day
    where died_on is null
),
work as (
    select household, count(*) filter (works) as working, coalesce(bool_or(could), false) as somebody_could
    from current_member group by household
),
past as (
    select household, kind, happened_on, events.year, events.id from events, day
    where household between getvariable('first') and getvariable('last')
      and events.year <= year(on_day) and (happened_on is null or happened_on <= on_day)
),
history as (
    select household,
           bool_or(kind = 'struck_off') as struck_off,
           last(kind order by past.year, happened_on nulls first, id) as latest,
           last({'kind': kind, 'year': past.year, 'happened_on': happened_on}
                order by past.year, happened_on nulls first, id)
               filter (kind in ('exited', 'reentered')) as moved
    from past group by household
),
happened as (
    select household, last(kind order by events.year, happened_on nulls first, id) as kind from events, day
    where household between getvariable('first') and getvariable('last')
      and (happened_on <= on_day or (happened_on is null and events.year <= year(on_day))) group by household
),
standing as (
    select households.household, households.key, households.area, registered_year, history.*  exclude (household),
           not coalesce(registered_year > year(on_day), false) and not coalesce(struck_off, false) as registered,
           case when moved is null then false
                when moved.happened_on is not null or moved.year < year(on_day) then moved.kind = 'exited'
           end as exited
    from households left join history using (household), day
    where households.household between getvariable('first') and getvariable('last')
)
select standing.household, standing.key, standing.area,
       registered as household_registered,
       case when registered then exited end as has_exited,
       case when registered and exited then moved.happened_on end as exited_on,
       case when registered and latest = 'monitored' then true end as household_at_risk,
       coalesce(size, 0)::bigint as household_size,
       case when coalesce(unknown_count, 0) = 0 then coalesce(able_count, 0)::bigint end as household_able_members,
       coalesce(working, 0)::bigint as household_members_working,
       net_per_head_fen as net_income_per_head,
       wage_fen as wage_income,
       case when somebody_could and coalesce(working, 0) = 0 then 'zero_employment'
            when happened.kind in ('monitored', 'reentered') then 'monitored'
            when happened.kind in ('registered', 'exited') then happened.kind
            when happened.kind is null and registered_year <= year(on_day) then 'registered'
            else 'other' end as tier
from standing
left join able using (household)
left join work using (household)
left join happened using (household)
left join (
    select incomes.* from incomes, day
    where incomes.household between getvariable('first') and getvariable('last') and incomes.year = year(on_day) - 1
) as income using (household), day;
