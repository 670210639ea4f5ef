-- The jobs begun by a day of a slice's people: each with what is known of it, of the person and of the household.
create or replace table spell_facts as
with day as (
    select getvariable('asked_on')::date as on_day,
           date_trunc('year', on_day)::date as first_day,
           (case when on_day = last_day(on_day) then date_trunc('month', on_day)
                 else date_trunc('month', on_day) - interval 1 month end)::date as full_month
),
begun as (
    select spells.*, people.main, least(coalesce(ends_on, on_day), on_day) as until_day,
           coalesce(spells.employer, workshops.employer) as pays
    from spells join people using (person) left join workshops on workshops.workshop = spells.workshop, day
    where starts_on <= on_day and main between getvariable('first') and getvariable('last')
      and main in (select number from person_facts)
),
-- The months of the year that work for the employer touched, as a bit each.
touched as (
    select person, job, bit_count(bit_or(
        case when until_day < first_day then 0
             else (1 << month(until_day)) - (1 << (month(greatest(starts_on, first_day)) - 1)) end)) as months
    from begun, day group by person, job
),
rolled_month as (
    select spell, trained from rolled, day where month = full_month and told_on <= on_day
),
-- Another employer had it: yes, or not to be told where the record names no employer of one of the two.
elsewhere as (
    select begun.id, bool_or(sure and paid_claims.employer <> begun.pays) as yes,
           bool_or(paid_claims.employer is null or begun.pays is null or (not sure and paid_claims.employer <> begun.pays))
               as maybe
    from begun join paid_claims on paid_claims.person = begun.main
    where fact = 'other_employer_training_through_work' group by begun.id
),
paid as (
    select spell, received_fen from pay, day where month = full_month and recorded_on <= on_day
)
select begun.key as id, person_facts.* exclude (id, number),
       nullif(channel, '') as channel,
       nullif(occupation, '') as occupation,
       case when not list_contains(getvariable('no_codes'), location_class) then location_class end as location_class,
       starts_on as started_on,
       case when ends_on <= on_day then ends_on end as ended_on,
       coalesce(ends_on <= on_day, false) as has_ended,
       case when until_day < starts_on then 0
            else date_sub('month', starts_on, until_day + 1) end::bigint as months_worked,
       touched.months::bigint as months_worked_in_year,
       contract_months::bigint as contract_months,
       case when contract_months is not null then true end as has_contract,
       insured,
       case when list_contains(getvariable('proving'), evidence) then true end as income_proof,
       list_contains(getvariable('organised'), channel) as organised,
       pay_low_fen as pay_agreed,
       paid.received_fen as pay_received,
       hours_per_week::bigint as hours_per_week,
       rolled.trained as training_through_work, employer_facts.employer_kind, workshop_recognised, workshop_recognised_on,
       out_working_award_paid_in_year, hiring_subsidy_paid, transport_subsidy_paid_in_year,
       case when elsewhere.yes then true
            when not coalesce(elsewhere.maybe, false) and complete.fact is not null then false end
           as other_employer_training_through_work
from begun
join person_facts on person_facts.number = begun.main
join touched on touched.person = begun.person and touched.job = begun.job
left join employer_facts on employer_facts.employer = begun.employer
left join workshop_facts on workshop_facts.workshop = begun.workshop
left join rolled_month as rolled on rolled.spell = begun.id
left join paid on paid.spell = begun.id
left join paid_facts on paid_facts.person = begun.main
left join elsewhere on elsewhere.id = begun.id
left join paid_complete as complete
    on complete.person = begun.main and complete.fact = 'other_employer_training_through_work', day;
