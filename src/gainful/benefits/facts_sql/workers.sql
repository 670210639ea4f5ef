-- Who is at work on a day, and who said last that they want to be: of everybody, since a household's members stand anywhere.
create or replace table at_work as
with day as (select getvariable('asked_on')::date as on_day)
select distinct people.main as person from spells join people using (person), day
where starts_on <= on_day and (ends_on is null or ends_on >= on_day);
create or replace table wanting as
with day as (select getvariable('asked_on')::date as on_day)
select person, arg_max(coalesce(willing, false), (asked_on, id)) as wants
from wishes, day where asked_on <= on_day group by person;
