"""Those not in work: what each person answered on a day, and consent to be shown openings where it was signed."""

from __future__ import annotations

from typing import Any

from gainful.accounts.actor import Actor
from gainful.intake.applying.county import County
from gainful.intake.applying.plan import SAME, Plan, Values, refused, stated
from gainful.registry.actions import give_consent, record_answer
from gainful.registry.models import Consent, Person, Wish

ANY_OCCUPATION = "any"
PLAIN = ("willing", "training_willing", "training_occupation", "own_business_willing", "care", "available_on")


def plan(values: Values, refused_facts: frozenset[str], county: County) -> Plan:
    """An answer new or already kept; a consent new or already given."""
    number, asked_on = values.get("id_number"), values.get("asked_on") or county.filed_on
    person = county.person(number)
    if person is None:
        if county.is_coming(number):
            return Plan("new", ("wish",), lambda actor: _take(actor, values, county))
        return refused("not_in_registry")
    changes = []
    if not _kept(person, asked_on, values, county):
        changes.append("wish")
    if _consent_is_new(person, asked_on, values, county):
        changes.append("consent")
    if not changes:
        return SAME
    effect = "new" if "wish" in changes else "changed"
    return Plan(effect, tuple(changes), lambda actor: _take(actor, values, county))


def answer_of(values: Values) -> dict[str, Any]:
    """What the row answers, in the registry's own words; what was not answered is left out."""
    answer = stated(values, *PLAIN)
    if values.get("wish_scope"):
        answer["scope"] = values["wish_scope"]
    occupations = [code for code in values.get("wish_occupations") or () if code != ANY_OCCUPATION]
    if values.get("wish_occupations"):
        answer["any_occupation"] = ANY_OCCUPATION in values["wish_occupations"]
        answer["occupations"] = occupations
    if values.get("pay_wanted"):
        answer["pay_at_least_fen"] = values["pay_wanted"][0]
    if values.get("services_wanted"):
        answer["services_wanted"] = list(values["services_wanted"])
    return answer


def signed(values: Values) -> bool:
    """Whether the row agrees to referral over the person's own signature. Anything else is no consent."""
    return values.get("agrees_to_referral") is True and values.get("signature") == values.get("name")


def _kept(person: Person, asked_on: Any, values: Values, county: County) -> bool:
    answer = answer_of(values)
    return any(
        all(_said(wish, name) == value for name, value in answer.items())
        for wish in county.wishes.get((person.pk, asked_on), ())
    )


def _said(wish: Wish, name: str) -> Any:
    """What a wish says; a list of occupations without "any" says as much as any not asked about."""
    value = getattr(wish, name)
    return bool(value) if name == "any_occupation" else value


def _consent_is_new(person: Person, asked_on: Any, values: Values, county: County) -> bool:
    """A consent of this paper not yet recorded; one given and withdrawn since is never given again by a file."""
    purpose = Consent.Purpose.REFERRAL.value
    if not signed(values) or (person.pk, purpose, asked_on) in county.consents:
        return False
    return (person.pk, purpose) not in county.live_consents


def _take(actor: Actor, values: Values, county: County) -> None:
    person = county.person(values["id_number"])
    assert person is not None
    asked_on = values.get("asked_on") or county.filed_on
    if not _kept(person, asked_on, values, county):
        wish: Wish = record_answer(
            actor=actor, person=person, asked_on=asked_on, how="form", **answer_of(values)
        )
        county.wishes.setdefault((person.pk, asked_on), []).append(wish)
    if _consent_is_new(person, asked_on, values, county):
        give_consent(
            actor=actor,
            person=person,
            purpose=Consent.Purpose.REFERRAL,
            given_on=asked_on,
            how=Consent.How.SIGNED_PAPER,
            signature=values["signature"],
            evidence=county.source,
        )
        county.consents.add((person.pk, Consent.Purpose.REFERRAL.value, asked_on))
        county.live_consents.add((person.pk, Consent.Purpose.REFERRAL.value))
