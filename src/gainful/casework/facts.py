"""What casework tells the rules: job spells as facts on a date (names in terms/facts), and who of a household works.

What is not known is left out of the answer: a rule then asks for it, and never takes it for no or for 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from gainful.casework.models import PayEvidence, RollLine, Spell
from gainful.casework.need import able_members, members_on, people_in_work
from gainful.casework.programme import evidence_rank
from gainful.jobs.channels import channel_of
from gainful.jobs.channels.organised_export import CHANNEL as ORGANISED_EXPORT
from gainful.terms.facts import NO_CODES, is_value
from gainful.terms.periods import Period, add_months, last_day_of_month

Value = bool | int | str | date
PROOF_FROM = "employer_confirmed"
"""The weakest evidence that proves income: the employer's own word, payroll or insurance records are better."""


def spell_facts(spells: QuerySet, on: date) -> dict[int, dict[str, Value]]:
    """Facts by spell id, as known on a date, for spells begun by then; called-off ones have none."""
    rows = list(spells.counted().filter(starts_on__lte=on).select_related("opening"))
    pay, months = _pay_of_last_month(rows, on), _months_in_year(rows, on)
    trained = _trained_in_last_month(rows, on)
    return {
        spell.pk: _facts(spell, on, pay.get(spell.pk), months[_job(spell)]) | trained.get(spell.pk, {})
        for spell in rows
    }


def household_facts(households: QuerySet, on: date) -> dict[int, dict[str, Value]]:
    """household_members_working and household_able_members by household id, on a date."""
    ids = households.order_by().values("pk")
    found: dict[int, dict[str, Value]] = {
        pk: {"household_members_working": 0, "household_able_members": 0}
        for pk in households.order_by().values_list("pk", flat=True)
    }
    working = members_on(on).filter(household__in=ids, person__in=people_in_work(on))
    able = able_members(on).filter(household__in=ids)
    for name, rows in (("household_members_working", working), ("household_able_members", able)):
        for pk, count in rows.values_list("household_id").annotate(n=Count("pk")):
            found[pk][name] = count
    return found


def public_posts_held(person_ids: Iterable[int], on: date) -> dict[int, int]:
    """How often each person has been given a post of last resort by a date; people without one are left out."""
    counts: dict[int, int] = defaultdict(int)
    held = Spell.objects.counted().filter(person__in=list(person_ids), starts_on__lte=on)
    for who, channel in held.values_list("person_id", "channel"):
        counts[who] += channel_of(channel).last_resort
    return {who: count for who, count in counts.items() if count}


def _facts(spell: Spell, on: date, pay_received: int | None, months_in_year: int) -> dict[str, Value]:
    ended = spell.ends_on is not None and spell.ends_on <= on
    period = Period(spell.starts_on, spell.ends_on)
    values: dict[str, Value | None] = {
        "channel": spell.channel or None,
        "occupation": spell.occupation or None,
        "location_class": None if spell.location_class in NO_CODES else spell.location_class,
        "started_on": spell.starts_on,
        "ended_on": spell.ends_on if ended else None,
        "has_ended": ended,
        "months_worked": period.months(on),
        "months_worked_in_year": months_in_year,
        "contract_months": spell.contract_months,
        "has_contract": True if spell.contract_months is not None else None,
        "insured": spell.insured,
        "income_proof": True if evidence_rank(spell.evidence) >= evidence_rank(PROOF_FROM) else None,
        "organised": spell.channel == ORGANISED_EXPORT.code,
        "pay_agreed": spell.pay_low_fen,
        "pay_received": pay_received,
        "hours_per_week": spell.opening.hours_per_week if spell.opening else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _pay_of_last_month(spells: list[Spell], on: date) -> dict[int, int]:
    """Pay of the last full month before a date, as the worker confirmed it, in fen by spell id."""
    rows = PayEvidence.objects.filter(
        spell__in=[spell.pk for spell in spells],
        month=_last_full_month(on),
        confirmed_by_worker=True,
        recorded_on__lte=on,
    )
    return {pk: fen for pk, fen in rows.values_list("spell_id", "received_fen") if is_value("money", fen)}


def _last_full_month(on: date) -> date:
    full = on if on == last_day_of_month(on) else on.replace(day=1) - timedelta(days=1)
    return full.replace(day=1)


def _trained_in_last_month(spells: list[Spell], on: date) -> dict[int, dict[str, Value]]:
    """Whether the employer trained the worker through work in the last full month, as its roll says, by spell id."""
    told = RollLine.objects.filter(
        spell__in=[spell.pk for spell in spells], roll__month=_last_full_month(on), told_on__lte=on
    )
    said = told.exclude(trained=None).values_list("spell_id", "trained")
    return {pk: {"training_through_work": trained} for pk, trained in said}


def _job(spell: Spell) -> tuple[int, str]:
    """A person at an employer; a spell whose employer is not known stands for itself."""
    return spell.person_id, spell.employer_name or f"spell {spell.pk}"


def _months_in_year(spells: list[Spell], on: date) -> dict[tuple[int, str], int]:
    """Calendar months of the year up to a date touched by work for the employer, by person and employer."""
    first = date(on.year, 1, 1)
    all_spells = Spell.objects.counted().filter(
        person__in={spell.person_id for spell in spells}, starts_on__lte=on
    )
    touched: dict[tuple[int, str], set[date]] = defaultdict(set)
    for spell in all_spells:
        month = max(spell.starts_on, first).replace(day=1)
        while month <= min(spell.ends_on or on, on):
            touched[_job(spell)].add(month)
            month = add_months(month, 1)
    return {_job(spell): len(touched[_job(spell)]) for spell in spells}
