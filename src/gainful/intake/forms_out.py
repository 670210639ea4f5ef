"""The ministry's two lists out of the database: those in work, and those without, in the layout in which they come in.

Handed in again they change nothing: each cell holds what is stored, in the words of the code lists. People whose
number is not good, and who could not be told apart, are on neither list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Q

from gainful.accounts.action import require
from gainful.accounts.actor import Actor
from gainful.accounts.places import gazetteer
from gainful.casework.models import Spell
from gainful.casework.need import people_in_work
from gainful.intake.forms import Form, load_forms
from gainful.intake.write import filled_workbook
from gainful.pack import Pack, load
from gainful.registry.models import Consent, Person, Wish
from gainful.terms.areas import area_range

RIGHT = "people.export"
NUMBERS = "people.see_number"
WORKING, NOT_WORKING = "working", "not_working"
BETWEEN = "、"
_Row = dict[str, Any]


@dataclass(frozen=True)
class FormOut:
    """One list going out: its form, its file's name, its rows in the order of the file, whose they are, the bytes."""

    form: str
    file: str
    rows: int
    people: tuple[str, ...]
    content: bytes


def ministry_forms(*, actor: Actor, area: int, on: date) -> list[FormOut]:
    """Both lists of an area as of a date. Raises NotAllowed without the rights to export and to see numbers.

    In work: spells that touch the year up to the date. Without work: the answer that stands of each person who has
    none on the date.
    """
    require(actor, RIGHT, area)
    require(actor, NUMBERS, area)
    pack = load(settings.GAINFUL_PACK)
    forms = load_forms(pack.forms)
    files = {about["form"]: name for name, about in pack.forms.items() if "form" in about}
    unit = "".join(gazetteer().path(area, on, pack.languages[0].split("-")[0]))
    found = []
    for name, rows in ((WORKING, _working(area, on, pack)), (NOT_WORKING, _not_working(area, on, pack))):
        form = forms.forms[name]
        content = filled_workbook(form, pack, [_cells(form, row) for row in rows], unit=unit, filed_on=on)
        keys = tuple(dict.fromkeys(row["key"] for row in rows))
        found.append(FormOut(name, f"{files[name]}.xlsx", len(rows), keys, content))
    return found


def _cells(form: Form, row: _Row) -> list[Any]:
    return [row.get(fact) for fact in form.columns]


def _who(person: Person) -> _Row:
    return {"key": person.key, "name": person.name, "id_number": person.unsealed("id_number")}


def _identified() -> Q:
    return Q(person__id_state=Person.IdState.VALID, person__merged_into=None, person__died_on=None)


def _working(area: int, on: date, pack: Pack) -> list[_Row]:
    begun = Spell.objects.in_area(*area_range(area)).counted().filter(_identified(), starts_on__lte=on)
    this_year = begun.filter(Q(ends_on=None) | Q(ends_on__gte=date(on.year, 1, 1)))
    return [_spell(one, on, pack) for one in this_year.select_related("person").order_by("area", "pk")]


def _spell(spell: Spell, on: date, pack: Pack) -> _Row:
    # A planned end that has passed without an end being known is not written: it would be read as the end.
    planned = spell.planned_end_on if spell.planned_end_on and spell.planned_end_on > on else None
    return _who(spell.person) | {
        "channel": _word(pack, "channels", spell.channel),
        "place": spell.place_text or _place(spell.place, on, pack),
        "employer": spell.employer_name,
        "contact_name": spell.contact_name,
        "contact_phone": spell.unsealed("contact_phone"),
        "occupation": _word(pack, "occupations", spell.occupation),
        "contract_months": spell.contract_months,
        "insured": _yes_no(pack, spell.insured),
        "starts_on": spell.starts_on,
        "ends_on": spell.ends_on or planned,
        "pay": _pay(spell.pay_low_fen, spell.pay_high_fen),
        "evidence": _word(pack, "evidence_grades", spell.evidence),
        "note": spell.note,
    }


def _not_working(area: int, on: date, pack: Pack) -> list[_Row]:
    stands = Wish.objects.in_area(*area_range(area)).latest_by_person(on).filter(_identified())
    stands = stands.exclude(person__in=people_in_work(on))
    live = Consent.objects.live(Consent.Purpose.REFERRAL).filter(given_on__lte=on)
    consents = {one.person_id: one for one in live.in_area(*area_range(area))}
    rows = stands.select_related("person").order_by("area", "person_id")
    return [_wish(one, consents.get(one.person_id), pack) for one in rows]


def _wish(wish: Wish, consent: Consent | None, pack: Pack) -> _Row:
    wanted = (["any"] if wish.any_occupation else []) + list(wish.occupations)
    signed = consent is not None and consent.how == Consent.How.SIGNED_PAPER
    return _who(wish.person) | {
        "willing": _yes_no(pack, wish.willing),
        "wish_scope": _word(pack, "wish_scopes", wish.scope),
        "wish_occupations": _words(pack, "occupations", wanted),
        "pay_wanted": _pay(wish.pay_at_least_fen, wish.pay_at_least_fen),
        "training_willing": _yes_no(pack, wish.training_willing),
        "training_occupation": _word(pack, "occupations", wish.training_occupation),
        "own_business_willing": _yes_no(pack, wish.own_business_willing),
        "care": _word(pack, "care_burdens", wish.care),
        "available_on": wish.available_on,
        "services_wanted": _words(pack, "service_needs", wish.services_wanted),
        # Nobody signs by being written down: only a paper that was signed is told as signed.
        "agrees_to_referral": _yes_no(pack, True if signed else None),
        "signature": wish.person.name if signed else "",
        "asked_on": wish.asked_on,
    }


def _word(pack: Pack, name: str, code: str) -> str:
    """The code's word as the list has it; "" for a code that is on no list (unknown stays blank)."""
    item = pack.codes[name].get(code) if code else None
    return item.names[pack.languages[0].split("-")[0]] if item else ""


def _words(pack: Pack, name: str, codes: Sequence[str]) -> str:
    return BETWEEN.join(word for code in codes if (word := _word(pack, name, code)))


def _yes_no(pack: Pack, value: bool | None) -> str:
    return "" if value is None else _word(pack, "yes_no", "yes" if value else "no")


def _place(number: int | None, on: date, pack: Pack) -> str:
    return "" if number is None else "".join(gazetteer().path(number, on, pack.languages[0].split("-")[0]))


def _pay(low: int | None, high: int | None) -> int | Decimal | str | None:
    """Yuan a month: a number, or "from-to"; nothing where either end is not known."""
    if low is None or high is None:
        return None
    first, last = (_yuan(fen) for fen in (low, high))
    return first if low == high else f"{first}-{last}"


def _yuan(fen: int) -> int | Decimal:
    return fen // 100 if fen % 100 == 0 else Decimal(fen) / 100
