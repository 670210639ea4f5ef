"""Two who write the same at once: one stands, the other is told so by name and never meets an error."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

import rivals
from casework.journey import agreed, placed
from cast import TODAY
from gainful.casework.actions import (
    act_on_all_late_pay,
    ask_signs,
    record_call,
    record_pay,
    retract_beginning,
)
from gainful.casework.models import (
    EmployerFreeze,
    FollowUp,
    ProtectionCase,
    RetractedBeginning,
    SafetyCheck,
    Spell,
)
from gainful.casework.signs import SIGNS
from gainful.registry.actions import give_consent
from gainful.registry.models import Consent, Person
from make import a_worker, an_opening
from rivals import Act

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
NOTHING = dict.fromkeys(SIGNS, False)
TOLD = {"asked_already", "somebody_was_quicker"}


def at_once(*acts: Act) -> list[str]:
    """What became of each, all begun at the same moment: ok, or the name of its refusal; an error is an error."""
    return [told or "ok" for told in rivals.at_once(acts)]


def test_two_calls_at_day_30_and_the_second_is_told(cast):
    spell = placed(cast)
    due = FollowUp.objects.get(spell=spell, days=30)

    def call(answers):
        return record_call(
            actor=replace(cast.helper, on=due.due_on), follow_up=FollowUp.objects.get(pk=due.pk), on=due.due_on,
            alone=True, answers=answers, still_working=True, evidence="phone",
        )  # fmt: skip

    became = at_once(lambda: call(NOTHING), lambda: call(NOTHING | {"violence": True}))
    assert became.count("ok") == 1 and set(became) - {"ok"} <= TOLD
    check = SafetyCheck.objects.get(spell=spell, moment="day_30")
    assert check.grave == EmployerFreeze.objects.exists() == ProtectionCase.objects.exists()


def test_the_questions_before_the_start_by_two(cast):
    spell = agreed(cast)
    became = at_once(
        *[
            lambda: ask_signs(
                actor=cast.helper, spell=Spell.objects.get(pk=spell.pk), moment="before_start", on=TODAY,
                alone=True, answers=NOTHING,
            )
        ]
        * 2
    )  # fmt: skip
    assert became.count("ok") == 1 and set(became) - {"ok"} <= TOLD


def test_pay_of_a_month_by_two_is_kept_twice_over(cast):
    spell, day = placed(cast), TODAY + timedelta(days=30)
    became = at_once(
        *[
            lambda: record_pay(
                actor=replace(cast.officer, on=day), spell=Spell.objects.get(pk=spell.pk), month=date(2020, 11, 1),
                on=day, evidence="phone", received_fen=300_000, confirmed_by_worker=True,
            )
        ]
        * 2
    )  # fmt: skip
    assert became == ["ok", "ok"]


def test_a_consent_by_two_is_one(cast):
    person = a_worker(consents=False)
    became = at_once(
        *[
            lambda: give_consent(
                actor=cast.officer, person=Person.objects.get(pk=person.pk), purpose="referral", given_on=TODAY,
                how="at_desk", evidence="form 3",
            )
        ]
        * 3
    )  # fmt: skip
    assert set(became) <= {"ok"} | TOLD
    assert Consent.objects.filter(person=person).count() == 1


def test_late_pay_acted_on_by_two_is_one_stop_and_one_case(cast):
    day = date(2021, 1, 2)
    placed(cast, None, an_opening(valid_until=date(2021, 12, 31)))
    became = at_once(*[lambda: act_on_all_late_pay(actor=replace(cast.officer, on=day), on=day)] * 3)
    assert set(became) <= {"ok"} | TOLD
    assert (EmployerFreeze.objects.count(), ProtectionCase.objects.count()) == (1, 1)


@pytest.mark.parametrize("stands", [True, False])
def test_a_beginning_retracted_while_its_pay_is_written_down_and_one_wins(cast, stands):
    spell = placed(cast)
    became = at_once(
        lambda: retract_beginning(
            actor=cast.officer,
            spell=Spell.objects.get(pk=spell.pk),
            on=TODAY,
            because="记错人",
            stands=stands,
        ),
        lambda: record_pay(
            actor=cast.officer, spell=spell, month=TODAY, on=TODAY, evidence="phone", received_fen=100_000
        ),
    )
    assert sorted(became) in (["month_not_worked", "ok"], ["ok", "work_was_told_of"])


def test_a_beginning_retracted_by_two_is_retracted_once(cast):
    spell = placed(cast)
    became = at_once(
        *[
            lambda: retract_beginning(
                actor=cast.officer, spell=Spell.objects.get(pk=spell.pk), on=TODAY, because="记错人",
                stands=False,
            )
        ]
        * 2
    )  # fmt: skip
    assert sorted(became) == ["not_begun", "ok"] and RetractedBeginning.objects.count() == 1
