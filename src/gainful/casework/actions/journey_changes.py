"""A journey that is to leave on another day or from another place: everybody on it is told, and those who had agreed
are asked again. What they said yes to is what was shown; a change is something else.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.database_refusals import told_by_name
from gainful.casework.messages import gateway, phone_of
from gainful.casework.models import Journey, JourneyChange, Passenger, Spell, TravelAnswer
from gainful.casework.programme import cooling_off_ends
from gainful.casework.seats import a_seat
from gainful.registry.identity import own_record
from gainful.registry.models import Person

CHANGED = "journey_changed"
TEXTS = {
    "zh": "您的行程有变：{leaves_on} 从{place}出发（原为 {before} 从{place_before}）。{ask_zh}",
    "en": "Your journey changed: it leaves on {leaves_on} from {place} (before: {before}, {place_before}). {ask_en}",
}
ASKS = {
    "out": ("请到个人页面或向工作人员答复是否同意；不同意不影响其他任何事项。",
            "Say on your own page or to your officer whether you still agree; a no changes nothing else."),
    "return": ("您的座位保留。", "Your seat is kept."),
}  # fmt: skip


@action(right="casework.record_spell", on_what="journey")
def change_journey(
    *, actor: Actor, journey: Journey, on: date, leaves_on: date, from_text: str, because: str
) -> JourneyChange:
    """Another day or place of departure, before it leaves. Everybody on it is told, by message where that is possible.

    On a journey out they come off the list and are asked again, those still waiting from an earlier change too; their
    placements and consents stand. On a journey home everybody keeps their seat. Refused: journey_not_planned,
    leaves_in_the_past, nothing_changed, say_why, seated_elsewhere_that_day.
    """
    journey = Journey.objects.select_for_update(no_key=True).get(pk=journey.pk)
    if journey.state != Journey.State.PLANNED:
        raise Refused("journey_not_planned")
    from_text = from_text.strip()
    if leaves_on < on:
        raise Refused("leaves_in_the_past")
    if not because.strip():
        raise Refused("say_why")
    if not from_text or (leaves_on, from_text) == (journey.leaves_on, journey.from_text):
        raise Refused("nothing_changed")
    change = JourneyChange.objects.create(
        area=journey.area, journey=journey, changed_on=on, changed_by_id=actor.account_id,
        because=because.strip(), leaves_on_before=journey.leaves_on, leaves_on_after=leaves_on,
        from_before=journey.from_text, from_after=from_text,
    )  # fmt: skip
    aboard = list(Passenger.objects.aboard().filter(journey=journey).select_related("person", "spell"))
    Passenger.objects.filter(pk__in=[one.pk for one in aboard]).update(
        state=Passenger.State.OFF, off_because=CHANGED
    )
    journey.leaves_on, journey.from_text = leaves_on, from_text
    with told_by_name():
        journey.save(update_fields=["leaves_on", "from_text"])
    if journey.direction == Journey.Direction.OUT:
        _ask_again(change, aboard, on)
    else:
        _keep_seats(actor, journey, aboard, on)
        for one in aboard:
            _message(change, one.person)
    return change


@action(right="casework.answer", on_what="answer")
def answer_journey_change(
    *,
    actor: Actor,
    answer: TravelAnswer,
    on: date,
    agrees: bool,
    how: TravelAnswer.How | str = TravelAnswer.How.OWN_CODE,
    at: datetime | None = None,
    evidence: str = "",
) -> TravelAnswer:
    """The person's own word to a changed journey: on their own page, or on paper at the desk (`evidence` names it).

    A yes lets them be seated again, outside the county after 48 hours from `at`. A no changes nothing else: the
    placement stands. Refused: answered_already, journey_not_planned, own_code_is_the_persons_own,
    answer_needs_evidence.
    """
    if actor.person_id is not None:
        own_record(actor, answer.person)
    else:
        require(actor, "casework.answer_at_desk", answer)
    if (how == TravelAnswer.How.OWN_CODE) != (actor.person_id is not None):
        raise Refused("own_code_is_the_persons_own")
    if how == TravelAnswer.How.PAPER_AT_DESK and not evidence.strip():
        raise Refused("answer_needs_evidence")
    journey = Journey.objects.select_for_update(no_key=True).get(pk=answer.journey_id)
    if journey.state != Journey.State.PLANNED:
        raise Refused("journey_not_planned")
    answer = TravelAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    if answer.state != TravelAnswer.State.WAITING:
        raise Refused("answered_already")
    answer.state = TravelAnswer.State.AGREED if agrees else TravelAnswer.State.DECLINED
    answer.answered_on, answer.answered_at = on, at or timezone.now()
    answer.how, answer.evidence, answer.recorded_by_id = how, evidence.strip(), actor.account_id
    offer = answer.spell.offer
    if agrees and offer is not None and offer.cooling_off_until:
        answer.cooling_off_until = cooling_off_ends(answer.area, on, at)
    answer.save()
    return answer


def _ask_again(change: JourneyChange, aboard: Collection[Passenger], on: date) -> None:
    """A question to everybody who sat there or had not refused an earlier change; earlier questions end."""
    standing = TravelAnswer.objects.select_for_update().standing().filter(journey=change.journey)
    earlier = standing.exclude(state=TravelAnswer.State.DECLINED).filter(spell__state=Spell.State.AGREED)
    spells = {one.person_id: one.spell_id for one in earlier} | {
        one.person_id: one.spell_id for one in aboard
    }
    TravelAnswer.objects.filter(pk__in=standing.filter(person__in=spells).values("pk")).update(
        state=TravelAnswer.State.ASKED_ANEW
    )
    people = {one.pk: one for one in Person.objects.filter(pk__in=spells)}
    for person_id, spell_id in sorted(spells.items()):
        person = people[person_id]
        TravelAnswer.objects.create(
            area=person.area, change=change, journey=change.journey, person=person, spell_id=spell_id,
            asked_on=on, messaged=_message(change, person),
        )  # fmt: skip


def _keep_seats(actor: Actor, journey: Journey, aboard: Collection[Passenger], on: date) -> None:
    """The same seats on the new day: nobody is kept away from home for a change."""
    people = [one.person_id for one in aboard]
    if Passenger.objects.aboard().filter(person__in=people, leaves_on=journey.leaves_on).exists():
        raise Refused("seated_elsewhere_that_day")
    with told_by_name():
        for one in aboard:
            a_seat(actor, journey, one.spell, one.seat_number, on, one.seated_paper).save(force_insert=True)


def _message(change: JourneyChange, person: Person) -> bool:
    """Sends the change to the person's own phone once all is written; False where no phone or no gateway is there."""
    with suppress(Refused):
        phone, way = phone_of(person), gateway()
        ask_zh, ask_en = ASKS[change.journey.direction]
        said = {
            "leaves_on": change.leaves_on_after, "place": change.from_after, "before": change.leaves_on_before,
            "place_before": change.from_before, "ask_zh": ask_zh, "ask_en": ask_en,
        }  # fmt: skip
        text = "\n".join(words.format(**said) for words in TEXTS.values())
        transaction.on_commit(partial(way.send, phone, text), robust=True)
        return True
    return False
