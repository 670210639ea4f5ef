"""Employers of the demo: one is invited and has a roll to confirm; freight and awards are claimed, decided and paid."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from django.conf import settings
from django.db.models import Count, Q

from gainful.accounts.actor import Actor
from gainful.accounts.models import Account
from gainful.accounts.places import gazetteer
from gainful.accounts.refusals import Refused
from gainful.benefits.actions import (
    approve,
    ask_as_employer,
    ask_for_employer,
    decide,
    make_letter,
    propose_for_employer,
    record_employer_account,
    record_evidence,
    record_statement,
)
from gainful.benefits.asked import rules
from gainful.benefits.models import Claim
from gainful.casework.models import Spell
from gainful.cli import out
from gainful.cli.demo import TODAY
from gainful.cli.demo_steps import POSTED_ON, Login, Team
from gainful.jobs.actions import invite_contact, name_operator
from gainful.jobs.models import Employer, Workshop
from gainful.pack import load
from gainful.terms.areas import area_range, chain_of_codes, county_of

FREIGHT, BASE, REFUND = "workshop_freight", "employment_base_award", "unemployment_insurance_refund"
THIS_MONTH = date(2020, 11, 1)
LOGIN = "employer"


def invite(team: Team) -> None:
    """A contact of the employer with most people at work since before this month, whose roll of it waits."""
    county, officer = next(iter(team.officers.items()))
    since = Q(
        spells__state=Spell.State.WORKING, spells__starts_on__lt=THIS_MONTH, spells__consent__isnull=False
    )
    own = Employer.objects.visible_to(officer, "employers.invite")
    employer = own.annotate(there=Count("spells", filter=since)).order_by("-there", "pk").first()
    if employer is None:
        return
    named = load(settings.GAINFUL_PACK).demo_names().get(LOGIN, LOGIN.title())
    _account, password = invite_contact(
        actor=officer, employer=employer, username=LOGIN, display_name=named, on=POSTED_ON, lasting=True
    )
    team.logins.append(Login(LOGIN, password, f"contact of an employer, {gazetteer().name(county, TODAY)}"))


def at_the_desk(team: Team) -> None:
    """What papers say of employers, and what they are due by it: one granted, one to approve, others wait."""
    for county, officer in team.officers.items():
        benefits, checker = team.benefits[county], team.checkers[county]
        own = _invited()
        if own is not None and county_of(own.area) == county:
            _runs_a_workshop(county, officer, own)
        shops = Workshop.objects.filter(area__range=area_range(county), exited_on=None).exclude(employer=None)
        made = 0
        for number, shop in enumerate(shops.order_by("pk")[:5], start=1):
            if shop.employer is not None:
                made += _of_workshop(county, benefits, shop.employer, shop, number)
        done = _decide_some(county, benefits, checker)
        out.print(f"     claims of employers: {made} opened, {done} granted")


def _runs_a_workshop(county: int, officer: Actor, employer: Employer) -> None:
    """The invited employer takes over a workshop that nobody is known to run, and states its account."""
    shops = Workshop.objects.filter(area__range=area_range(county), exited_on=None, employer=None)
    shop = shops.exclude(recognised_on=None).order_by("pk").first()
    if shop is not None:
        name_operator(actor=officer, workshop=shop, name=employer.name, code=employer.code)
    record_employer_account(
        actor=officer,
        employer=employer,
        account=f"62284800{county}99999",
        bank="样例农村信用社",
        stated_on=TODAY,
    )


def _of_workshop(county: int, benefits: Actor, employer: Employer, shop: Workshop, number: int) -> int:
    """Freight by its invoices, and what is due by it; an award asked for on paper that waits for what no paper says."""
    if rules()[FREIGHT].holds_in(chain_of_codes(county)):
        record_statement(
            actor=benefits, employer=employer, fact="freight_paid", value=str(8_000 + 1_350 * number),
            workshop=shop.key, year=TODAY.year, kept_at=f"运费发票{number + 3}张", on=TODAY,
        )  # fmt: skip
    if number % 2:
        record_statement(
            actor=benefits, employer=employer, fact="employment_base_recognised", value="yes",
            since=date(2020, 5, 1), kept_at="就业扶贫基地认定文件", on=TODAY,
        )  # fmt: skip
        record_statement(
            actor=benefits, employer=employer, fact="staff_count", value=str(12 + 3 * number),
            since=date(2020, 10, 31), kept_at="10月工资表", on=TODAY,
        )  # fmt: skip
    opened = len(propose_for_employer(actor=benefits, employer=employer, on=TODAY))
    if number == 2:
        for rule in (BASE, REFUND):
            with suppress(Refused):
                ask_for_employer(
                    actor=benefits, employer=employer, rule=rule, about="", how=Claim.How.PAPER, on=TODAY
                )
                opened += 1
    return opened


def _decide_some(county: int, benefits: Actor, checker: Actor) -> int:
    """Of the claims about freight the first is granted and told, the second waits for the second officer."""
    rows = Claim.objects.filter(area__range=area_range(county), rule=FREIGHT, state=Claim.State.OPEN)
    done = 0
    for claim in list(rows.order_by("pk")[:2]):
        record_evidence(actor=benefits, claim=claim, kind="freight invoices", kept_at="案卷", seen_on=TODAY)
        decision = decide(actor=benefits, claim=claim, grants=True, on=TODAY)
        if done == 0:
            decision = approve(actor=checker, decision=decision, on=TODAY)
            for language in ("zh", "en"):
                make_letter(actor=benefits, decision=decision, language=language, on=TODAY)
            done += 1
    return done


def on_their_own_page(team: Team) -> None:
    """The invited employer asks for something itself."""
    employer = _invited()
    if employer is None:
        return
    contact = Account.objects.get(username=LOGIN).actor(TODAY)
    with suppress(Refused):
        ask_as_employer(actor=contact, employer=employer, rule=BASE, about="", on=TODAY)


def _invited() -> Employer | None:
    """The employer whose contact was invited."""
    account = Account.objects.filter(username=LOGIN).first()
    return Employer.objects.filter(pk=account.employer_id).first() if account is not None else None
