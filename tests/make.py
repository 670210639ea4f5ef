"""Builders: rows that tests need, valid unless the test says otherwise. Everybody here is invented."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from cast import COUNTY, TODAY, TOWNSHIP
from gainful.accounts.sealed import digest
from gainful.jobs.models import Employer, Opening
from gainful.registry.models import Consent, Household, Membership, Person, Wish

_count = itertools.count(1)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


_numbers = itertools.count(1)


def an_id_number(born_on: date = date(1985, 3, 4), *, sex: str = "male", place: str | None = None) -> str:
    """A personal number with a right check character, of a place that no code list assigns.

    Never the same twice in a process, and never of 621299, the place of numbers that tests write out.
    """
    rounds, order = divmod(next(_numbers) * 2, 1000)
    order = order + 1 if sex == "male" else order
    body = f"{place or 621230 + rounds % 69}{born_on:%Y%m%d}{order:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def a_household(*, area: int = TOWNSHIP, registered_year: int | None = 2014, **more: Any) -> Household:
    """A registered household."""
    number = more.pop("number", f"{area // 1000}{next(_count):05d}")
    return Household.objects.create(area=area, number=number, registered_year=registered_year, **more)


def a_person(
    *,
    household: Household | None = None,
    area: int | None = None,
    born_on: date | None = date(1985, 3, 4),
    sex: str = "male",
    id_number: str | None = None,
    relation: str = "head",
    **more: Any,
) -> Person:
    """A member of a household, able to work, with a good personal number unless id_state says otherwise."""
    household = household or a_household(area=area or TOWNSHIP)
    number = next(_count)
    fields = {
        "name": f"甲{number}",
        "name_pinyin": f"jia{number}",
        "labour_capacity": "ordinary",
        "education": "junior_middle",
        "id_state": "valid",
    } | more
    person = Person(area=household.area, sex=sex, born_on=born_on, **fields)
    if person.id_state == "valid":
        text = id_number or an_id_number(born_on or date(1985, 3, 4), sex=sex)
        person.seal("id_number", text)
        person.id_digest, person.id_tail_digest = digest(text, "id"), digest(text[-4:], "id_tail")
    person.save()
    Membership.objects.create(
        area=household.area,
        household=household,
        person=person,
        relation=relation,
        number=f"{household.number}{number:02d}",
    )
    return person


def a_wish(
    person: Person, *, willing: bool | None = True, asked_on: date = date(2020, 10, 1), **more: Any
) -> Wish:
    """An answer about work; anywhere in the county, any occupation, unless said otherwise."""
    fields = {"scope": "county", "any_occupation": not more.get("occupations"), "how": "visit"} | more
    return Wish.objects.create(area=person.area, person=person, willing=willing, asked_on=asked_on, **fields)


def a_consent(
    person: Person, purpose: str = "referral", *, given_on: date = date(2020, 10, 1), **more: Any
) -> Consent:
    """A live consent."""
    fields = {"how": "signed_paper", "evidence": "form 04"} | more
    return Consent.objects.create(
        area=person.area, person=person, purpose=purpose, given_on=given_on, **fields
    )


def a_worker(*, willing: bool | None = True, consents: bool = True, **more: Any) -> Person:
    """A person who was asked, is willing, and agreed to be shown openings, unless said otherwise."""
    wish = {name: more.pop(name) for name in ("scope", "occupations", "pay_at_least_fen") if name in more}
    person = a_person(**more)
    a_wish(person, willing=willing, **wish)
    if consents:
        a_consent(person)
    return person


def an_employer(*, area: int = COUNTY, **more: Any) -> Employer:
    """An employer in the county."""
    fields = {"name": f"样例企业{next(_count)}", "kind": "enterprise", "place": area} | more
    return Employer.objects.create(area=area, **fields)


def an_opening(*, area: int = COUNTY, employer: Employer | None = None, **more: Any) -> Opening:
    """An open opening in the county: five seats, 3,000 yuan a month, deductions stated."""
    fields = {
        "channel": "project",
        "occupation": "cleaner",
        "title": "保洁员",
        "place": area,
        "place_text": "本县",
        "seats": 5,
        "pay_low_fen": 300_000,
        "pay_high_fen": 300_000,
        "hours_per_week": 40,
        "contract_months": 12,
        "valid_until": date(2020, 12, 31),
        "deductions_stated": True,
        "deductions_text": "无",
    } | more
    return Opening.objects.create(area=area, employer=employer or an_employer(area=area), **fields)


__all__ = [
    "TODAY",
    "a_consent",
    "a_household",
    "a_person",
    "a_wish",
    "a_worker",
    "an_employer",
    "an_id_number",
    "an_opening",
]
