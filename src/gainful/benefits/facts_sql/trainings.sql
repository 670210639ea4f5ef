-- The seats in courses of a slice's people: days, courses before, the certificate, and the person's and household's facts.
create or replace table training_facts as
with day as (select getvariable('asked_on')::date as on_day),
seat as (
    select seats.*, people.main from seats join people using (person)
    where main between getvariable('first') and getvariable('last') and main in (select number from person_facts)
),
held as (
    select seat as id, arg_min(coalesce(level, ''), id) as level from certificates, day
    where awarded_on is null or awarded_on <= on_day group by seat
),
-- A seat is known to its own record and to the one that record was merged into.
other as (
    select seat.id, other.id as other_id, other.starts_on, other.ends_on, other.occupation
    from seat join seat as other
      on other.main = seat.main and (other.person = seat.person or other.main = seat.person) and other.id <> seat.id
),
finished as (
    select seat.id,
           case when count(*) filter (other.id is not null and other.ends_on is null) > 0 then null
                else count(*) filter (year(other.ends_on) = year(on_day)
                                      and other.ends_on < coalesce(seat.starts_on, on_day)) end as before
    from seat left join other using (id), day group by seat.id
),
earlier as (
    select other.*, seat.occupation as trade from other join seat using (id)
    where seat.occupation <> '' and seat.starts_on is not null and other.occupation in (seat.occupation, '')
      and (other.starts_on is null or other.starts_on < seat.starts_on)
),
same as (
    select earlier.id, bool_or(earlier.occupation = trade) as same_trade,
           list(distinct certificates.level) filter (certificates.level is not null) as levels
    from earlier left join certificates on certificates.seat = earlier.other_id group by earlier.id
),
-- A certificate subsidised before: the same seat, or one of the same trade and level; null where either is not known.
subsidised as (
    select seat.id, bool_or(sure and same) as yes, bool_or(same is null or (same and not sure)) as maybe
    from (
        select seat.id, sure,
               case when paid_claims.seat = seat.id then true
                    when (trade <> '' and seat.occupation <> '' and trade <> seat.occupation)
                      or (paid_level.level <> '' and held.level <> '' and paid_level.level <> held.level) then false
                    when trade <> '' and seat.occupation <> '' and paid_level.level <> '' and held.level <> '' then true
               end as same
        from seat join paid_claims on paid_claims.person = seat.main and fact = 'appraisal_subsidy_paid'
        left join (select seats.id, occupation as trade from seats) as paid_seat on paid_seat.id = paid_claims.seat
        left join held as paid_level on paid_level.id = paid_claims.seat
        left join held on held.id = seat.id
    ) as compared join seat using (id) group by seat.id
)
select seat.key as id, person_facts.* exclude (id, number),
       seat.days::bigint as training_days_planned,
       seat.attended_days::bigint as training_days_attended,
       finished.before::bigint as trainings_in_year,
       case when held.level is not null then true else seat.passed end as certificate_passed,
       nullif(held.level, '') as certificate_level,
       case when coalesce(seat.occupation, '') = '' or seat.starts_on is null then null
            when same.id is null then false
            when held.level <> '' and same_trade and list_contains(levels, held.level) then true end
           as same_trade_and_level_before,
       case when subsidised.yes then true
            when not coalesce(subsidised.maybe, false) and complete.fact is not null then false end
           as appraisal_subsidy_paid
from seat
join person_facts on person_facts.number = seat.main
join finished on finished.id = seat.id
left join held on held.id = seat.id
left join same on same.id = seat.id
left join subsidised on subsidised.id = seat.id
left join paid_complete as complete on complete.person = seat.main and complete.fact = 'appraisal_subsidy_paid';
