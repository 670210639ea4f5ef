"""Who can be due anything in a place: the rules whose amounts are loaded there, and the people with a case of them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from gainful.benefits.asked import rules
from gainful.benefits.limits import is_for_payment
from gainful.benefits.models import Business, Loan
from gainful.casework.models import Spell
from gainful.registry.models import Person
from gainful.rules.benefit import answer
from gainful.terms.areas import chain_of_codes
from gainful.training.models import Enrolment


def subjects_paid_in(area: int, on: date) -> set[str]:
    """The subjects of rules that pay and whose amounts are loaded for a place: nothing else can be due there."""
    places = chain_of_codes(area)
    return {
        rule.subject
        for rule in rules().values()
        if rule.in_force(on) and is_for_payment(rule) and not answer(rule, {}, on, places).missing
    }


def with_cases(people: QuerySet[Person], subjects: set[str]) -> QuerySet[Person]:
    """Those people who have a case of one of the subjects: the person always, else a job, a seat in a
    course, a business of their own, or a loan."""
    if "person" in subjects:
        return people
    having = Q(pk__in=[])
    if "spell" in subjects:
        having |= Q(pk__in=Spell.objects.counted().values("person"))
    if "training" in subjects:
        having |= Q(pk__in=Enrolment.objects.values("person"))
    for subject, rows in (("business", Business.objects.all()), ("loan", Loan.objects.all())):
        if subject in subjects:
            having |= Q(pk__in=rows.values("person")) | Q(pk__in=rows.values("person__merged_into"))
    return people.filter(having)
