"""The cases of a person that rules are asked of: the person, each job, course, own business and loan, with the facts
known of each.

Facts come from the chapters' own `facts.py`; nothing is reckoned here. What no chapter knows is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gainful.benefits.models import Business, Claim, Loan, LoanInterest
from gainful.benefits.own_business import businesses_of, standing
from gainful.benefits.own_loans import INTEREST, parts_of
from gainful.benefits.paid_before import Before, paid_to_employer
from gainful.benefits.statements import stated_facts
from gainful.casework.employer_facts import hires_at, roll_facts
from gainful.casework.facts import household_facts as work_of_households
from gainful.casework.facts import public_posts_held, spell_facts
from gainful.casework.models import Spell
from gainful.jobs.facts import employer_facts, workshop_facts
from gainful.jobs.models import Employer, Workshop
from gainful.registry.facts import household_facts, person_facts
from gainful.registry.models import Household, Membership, Person
from gainful.rules.benefit import Benefit
from gainful.terms.areas import chain_of_codes
from gainful.terms.facts import FACTS
from gainful.terms.paid_before import PAID_BEFORE, says_more
from gainful.training.facts import enrolment_facts
from gainful.training.models import Enrolment


@dataclass(frozen=True)
class Case:
    """Something that a rule can be asked of: its subject, since when ("": not stated, or no day), places, facts.

    `about` names neither employer nor course: not everybody who decides about benefits may read of them. The rows
    are for a claim, which says whom it is limited to.
    """

    subject: str
    about: str
    places: tuple[str, ...]
    facts: dict[str, Any]
    household_id: int | None = None
    spell: Spell | None = None
    seat: Enrolment | None = None
    employer: Employer | None = None
    workshop: Workshop | None = None
    business: Business | None = None
    loan: Loan | None = None
    interest: LoanInterest | None = None
    has_periods: bool = False

    def takes(self, rule: Benefit) -> bool:
        """Whether a rule is asked of this case: one of its subject. A rule about interest is asked of each period for
        which any was paid, and of the loan as such while there is none; one about a firm's loan, of no person's."""
        if rule.subject != self.subject or self.loan is None:
            return rule.subject == self.subject
        if any(FACTS[name].subject == "employer" for name in rule.ready.used):
            return False
        about_interest = INTEREST in rule.ready.used
        return about_interest if self.interest is not None else not (about_interest and self.has_periods)

    @property
    def employer_id(self) -> int | None:
        """The employer itself, that of the job, or who runs the workshop where the record names the workshop alone."""
        if self.employer is not None:
            return self.employer.pk
        if self.spell is None:
            return None
        workshop = self.spell.workshop
        return self.spell.employer_id or (workshop.employer_id if workshop is not None else None)


def cases_of(person: Person, on: date) -> list[Case]:
    """The person's cases on a date: the person, then each job begun by then, each course, own business and
    loan. Queries do not grow with the number of rules."""
    membership = (
        Membership.objects.in_force(on)
        .filter(person=person)
        .select_related("household")
        .order_by("pk")
        .first()
    )
    common = person_facts(person, on)
    common["public_posts_held"] = public_posts_held([person.pk], on).get(person.pk, 0)
    if membership is not None:
        home = Household.objects.filter(pk=membership.household_id)
        common |= household_facts(membership.household, on)
        # Who is able is the registry's word, which knows a member of whom nobody can tell: unknown is not no.
        working = work_of_households(home, on)[membership.household_id]
        common["household_members_working"] = working["household_members_working"]
    places = chain_of_codes(person.area)
    home_id = membership.household_id if membership is not None else None
    cases = [Case("person", "", places, common, home_id)]
    cases += _jobs(person, on, common, places, home_id)
    for seat in Enrolment.objects.of_person(person).select_related("course"):
        cases.append(
            Case(
                "training",
                _day(seat.course.starts_on),
                places,
                common | enrolment_facts(seat, on),
                home_id,
                seat=seat,
            )
        )
    for business, facts in standing(businesses_of(person, on), on):
        about = business.registered_on.isoformat()
        cases.append(Case("business", about, places, common | facts, home_id, business=business))
    cases += _loans(person, on, common, places, home_id)
    paid = Before(person, on)
    return [replace(case, facts=case.facts | _paid_of(case, paid)) for case in cases]


def _loans(
    person: Person, on: date, common: dict[str, Any], places: tuple[str, ...], home_id: int | None
) -> list[Case]:
    """Each loan as such, by the day of its application, and each period of its interest by its first day."""
    return [
        Case(
            "loan",
            (part.interest.period_from if part.interest else part.loan.applied_on).isoformat(),
            places,
            common | part.facts,
            home_id,
            loan=part.loan,
            interest=part.interest,
            has_periods=part.has_periods,
        )
        for part in parts_of(person, on)
    ]


def _paid_of(case: Case, paid: Before) -> dict[str, Any]:
    """What was paid before, as far as the case's subject knows of it, but where a paper shows a payment that the books
    lack."""
    told = paid.facts(case.subject, case.employer_id, case.seat, case.facts.get("certificate_level"))
    return {name: value for name, value in told.items() if not says_more(name, case.facts.get(name), value)}


def but_for(claim: Claim, case: Case, on: date) -> Case:
    """The case as it is where the claim itself, and what was granted after it, says nothing of what was paid before."""
    facts = {name: value for name, value in case.facts.items() if name not in PAID_BEFORE}
    if case.business is not None and claim.person is not None:
        theirs = [pair for pair in businesses_of(claim.person, on) if pair[0].pk == case.business.pk]
        for _business, stated in standing(theirs, on):
            facts |= {name: value for name, value in stated.items() if name in PAID_BEFORE}
    if claim.person is not None:
        facts |= _paid_of(replace(case, facts=facts), Before(claim.person, on, claim))
    elif case.employer is not None:
        facts |= _paid_or_stated(case.employer, on, claim)
    return replace(case, facts=facts)


def _paid_or_stated(employer: Employer, on: date, claim: Claim | None = None) -> dict[str, Any]:
    """What papers state of an employer, and what was paid to it before by the books, which stand above a paper."""
    return stated_facts(employer.pk, None, on) | paid_to_employer(employer.pk, on, claim)


def _jobs(
    person: Person, on: date, common: dict[str, Any], places: tuple[str, ...], home_id: int | None
) -> list[Case]:
    """Each job begun by a date, the latest first, with what is known of its employer and its workshop."""
    spells = Spell.objects.of_person(person)
    begun = spell_facts(spells, on)
    jobs = list(
        spells.filter(pk__in=begun).select_related("employer", "workshop").order_by("-starts_on", "-pk")
    )
    shops = workshop_facts([spell.workshop for spell in jobs if spell.workshop], on)
    cases = []
    for spell in jobs:
        facts = common | begun[spell.pk] | shops.get(spell.workshop_id or 0, {})
        if spell.employer is not None:
            facts |= employer_facts(spell.employer)
        cases.append(Case("spell", spell.starts_on.isoformat(), places, facts, home_id, spell))
    return cases


def case_of_employer(employer: Employer, on: date) -> Case:
    """The employer's own case on a date: what it is, and what the jobs on record there come to."""
    facts = employer_facts(employer) | roll_facts(hires_at([employer], on).get(employer.pk, []), on)
    facts |= _paid_or_stated(employer, on)
    return Case("employer", "", chain_of_codes(employer.area), facts, employer=employer)


def cases_of_employer(employer: Employer, on: date) -> list[Case]:
    """The employer's own case on a date, then one for each workshop that it runs, `about` being the workshop's key.

    Rules of a workshop hold where the workshop is; it answers for its recognition, who runs it for the rest.
    """
    own = case_of_employer(employer, on)
    shops = list(Workshop.objects.filter(employer=employer).order_by("pk"))
    told = workshop_facts(shops, on)
    cases = [own]
    for shop in shops:
        places, facts = (
            chain_of_codes(shop.area),
            own.facts | told[shop.pk] | stated_facts(employer.pk, shop.pk, on),
        )
        cases.append(Case("workshop", shop.key, places, facts, employer=employer, workshop=shop))
    return cases


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
