"""Own businesses of the demo: a few by their licences, a claim for each, and one guaranteed loan with its interest."""

from __future__ import annotations

from datetime import date

from gainful.accounts.actor import Actor
from gainful.benefits.actions import (
    ask_for,
    record_business,
    record_fact,
    record_grant_of_loan,
    record_interest,
    record_loan,
    state_of_business,
    state_of_loan,
)
from gainful.benefits.models import Business, Claim
from gainful.casework.models import Spell
from gainful.cli.demo import TODAY
from gainful.registry.models import Person
from gainful.terms.areas import area_range

START, INTEREST = "business_start_subsidy", "loan_interest_subsidy"
SHOPS = (
    ("样例小吃店", date(2020, 2, 18)),
    ("样例杂货铺", date(2019, 9, 3)),
    ("样例农机维修部", date(2020, 7, 6)),
)
"""The last one has not run long enough yet."""
APPLIED, GRANTED = date(2020, 3, 9), date(2020, 4, 1)
FIRST, LAST = date(2020, 4, 1), date(2020, 6, 30)


def own_businesses(county: int, benefits: Actor) -> None:
    """Some people out of other work run a shop; each asks for the subsidy, and the first has a guaranteed loan."""
    at_work = Spell.objects.working_on(TODAY).values("person")
    people = Person.objects.current().filter(
        area__range=area_range(county),
        id_state=Person.IdState.VALID,
        born_on__range=("1965-01-01", "1998-12-31"),
    )
    owners = people.exclude(pk__in=at_work).order_by("pk")[: len(SHOPS)]
    for person, (name, day) in zip(owners, SHOPS, strict=False):
        row = record_business(
            actor=benefits, person=person, name=name, kind="individual_business", registered_on=day, kept_at="营业执照",
            first=True, returned_migrant=True, on=TODAY,
        )  # fmt: skip
        state_of_business(
            actor=benefits, person=person, business=row.key, fact="start_subsidy_paid", value="no", kept_at="发放台账",
            since=date(2020, 10, 1), on=TODAY,
        )  # fmt: skip
        ask_for(
            actor=benefits, person=person, rule=START, about=day.isoformat(), how=Claim.How.PAPER, on=TODAY
        )
        if day == SHOPS[0][1]:
            _loan(benefits, person, row)


def _loan(benefits: Actor, person: Person, row: Business) -> None:
    """A loan for the shop: granted, its first quarter's interest paid on time, and the subsidy asked for."""
    loan = record_loan(
        actor=benefits, person=person, amount_fen=100_000_00, months=36, partners=1, lender="样例农村信用社",
        applied_on=APPLIED, kept_at="贷款申请表", business=row.key, on=TODAY,
    )  # fmt: skip
    said = {"actor": benefits, "person": person, "loan": loan.key, "on": TODAY}
    record_grant_of_loan(granted_on=GRANTED, rate=535, prime=405, kept_at="借款合同", **said)
    state_of_loan(fact="loan_overdue", value="no", since=date(2020, 7, 1), kept_at="银行流水", **said)
    record_interest(
        period_from=FIRST, period_to=LAST, paid_fen=1_337_50, paid_on=LAST, kept_at="银行流水", **said
    )
    claim = ask_for(
        actor=benefits, person=person, rule=INTEREST, about=FIRST.isoformat(), how=Claim.How.PAPER, on=TODAY
    )
    record_fact(
        actor=benefits, claim=claim, fact="in_poor_county", value="yes", kept_at="国家级贫困县名单", on=TODAY
    )
