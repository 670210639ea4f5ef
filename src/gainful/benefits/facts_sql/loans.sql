-- The guaranteed loans of a slice's people on a day: each as such, and each period for which interest was paid by then.
-- A period leaves out what was applied for. Of several words about one time the one of the latest day counts, then the
-- last written; null is not known. Says what benefits.own_loans says of one person's; a test compares them all.
create or replace table loan_facts as
with day as (select getvariable('asked_on')::date as on_day),
holding as (
    select loan, fact, nullif(value, 'null') as value,
           row_number() over (partition by loan, fact order by since desc nulls last, id desc) as rank
    from said_of_loans, day where lasts = 'always' or (lasts = 'since' and since <= on_day)
),
said as (
    select loan,
           max(value) filter (fact = 'loan_amount')::bigint as said_amount,
           max(value) filter (fact = 'loan_months')::bigint as said_months,
           max(value) filter (fact = 'partners')::bigint as said_partners,
           max(trim(value, '"')) filter (fact = 'loan_granted_on')::date as granted_on,
           max(value) filter (fact = 'loan_rate')::bigint as rate,
           max(value) filter (fact = 'prime_rate')::bigint as prime,
           max(value) filter (fact = 'loan_overdue')::boolean as loan_overdue,
           max(value) filter (fact = 'loan_struck')::boolean as struck
    from holding where rank = 1 group by loan
),
standing as (
    select loans.loan, loans.key, people.main,
           coalesce(said_amount, amount_fen) as loan_amount,
           coalesce(said_months, months)::bigint as loan_months,
           coalesce(said_partners, partners)::bigint as partners,
           case when granted_on <= on_day then granted_on end as loan_granted_on,
           case when granted_on <= on_day then rate end as loan_rate,
           case when granted_on <= on_day then prime end as prime_rate,
           loan_overdue
    from loans join people using (person) left join said on said.loan = loans.loan, day
    where applied_on <= on_day and not coalesce(struck, false)
      and main between getvariable('first') and getvariable('last') and main in (select number from person_facts)
),
written as (
    select *, row_number() over (partition by loan, period_from, period_to order by id desc) as rank
    from loan_interest
),
part as (
    select key as id, main, loan_amount, loan_months, partners, loan_granted_on, loan_rate, prime_rate, loan_overdue,
           null::bigint as loan_interest_paid
    from standing
    union all
    select written.key, main, null, null, null, loan_granted_on, loan_rate, prime_rate, loan_overdue, paid_fen
    from standing join written on written.loan = standing.loan, day where rank = 1 and paid_on <= on_day
)
select part.id, person_facts.* exclude (id, number), part.* exclude (id, main)
from part join person_facts on person_facts.number = part.main;
