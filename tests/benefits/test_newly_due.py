"""A new rule or amount: found for the people it fits, once, and ended by a claim or by their own no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from benefits.claiming import ALLOWANCE, FEN, a_trainee, an_office
from cast import TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.accounts.models import Entry
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.actions import (
    claim_newly_due,
    propose,
    say_no_to_newly_due,
    withdraw_claim,
)
from gainful.benefits.asked import rules
from gainful.benefits.models import Claim, NewlyDue, RuleTurn
from gainful.benefits.newly_due import to_tell
from gainful.benefits.newly_due_run import find_newly_due, pass_what_is_due_no_more
from gainful.cli.operator import operator
from gainful.registry.models import Person

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def office(db):
    return an_office()


@pytest.fixture
def rule():
    """The allowance, put back as it was afterwards."""
    found = rules()[ALLOWANCE]
    was = found.valid_from
    yield found
    object.__setattr__(found, "valid_from", was)
    forget(found)


@pytest.fixture
def new_rule(rule):
    """The allowance begins to hold tomorrow; the county was looked at today."""
    object.__setattr__(rule, "valid_from", TOMORROW)
    return rule


def look(on: date = TODAY) -> int:
    """The daily look."""
    return find_newly_due(actor=operator(), on=on)


def test_what_was_there_to_begin_with_is_told_to_nobody(office):
    a_trainee()
    assert look() == 0 and look(TOMORROW) == 0
    assert set(RuleTurn.objects.values_list("kind", flat=True)) == {"start"}


def test_a_rule_that_begins_comes_up_once_for_each_person_it_fits(office, new_rule):
    person, _absent = a_trainee(), a_trainee(days=0)
    assert look() == 0
    assert look(TOMORROW) == 1
    one = NewlyDue.objects.get()
    assert (one.person, one.amount_fen, one.turn.kind, one.about) == (person, FEN, "begins", "2020-06-01")
    assert look(TOMORROW) == 0 and look(TOMORROW + timedelta(days=1)) == 0
    assert list(to_tell(office.officer, TOMORROW)) == [one]
    assert not to_tell(an_actor("elsewhere", (Role.COUNTY_OFFICER, 621299000000)), TOMORROW)


def forget(rule):
    """A rule is read once and stays as it was read: what it keeps of a day is let go after it was changed here."""
    for kept in (rule.ready.values_on, rule.ready.moment, rule.ready.asked_for):
        kept.cache_clear()


def test_a_new_amount_comes_up_too(office, rule):
    person = a_trainee()
    look()
    parameter = rule.parameters[rule.ready.parameters[0]]
    [now] = [span for span in parameter.spans if span.place == "53"]
    more = replace(now, first=TOMORROW, last=None, value=now.value + 10_00)
    was, others = parameter.spans, tuple(span for span in parameter.spans if span is not now)
    object.__setattr__(parameter, "spans", (*others, replace(now, last=TODAY), more))
    forget(rule)
    try:
        assert look(TOMORROW) == 1
        one = NewlyDue.objects.get()
        assert (one.turn.kind, one.person, one.amount_fen > FEN) == ("changes", person, True)
    finally:
        object.__setattr__(parameter, "spans", was)
        forget(rule)


def test_who_moved_is_told_where_they_live_now_and_nobody_else_opens_their_claim(office, new_rule):
    person = a_trainee()
    look()
    assert look(TOMORROW) == 1
    one = NewlyDue.objects.get()
    Person.objects.filter(pk=person.pk).update(area=621299_102_000)
    there = an_actor("there", (Role.COUNTY_OFFICER, 621299_000_000))
    assert list(to_tell(there, TOMORROW)) == [one] and not to_tell(office.officer, TOMORROW)
    for act in (claim_newly_due, say_no_to_newly_due):
        with pytest.raises(NotAllowed):
            act(actor=office.officer, newly_due=one, on=TOMORROW)
    assert not Claim.objects.exists()


def test_whoever_has_claimed_it_is_not_told_and_whoever_withdrew_is(office, new_rule):
    object.__setattr__(new_rule, "valid_from", date(2018, 1, 1))
    claimed, withdrew = a_trainee(), a_trainee()
    propose(actor=office.benefits, person=claimed, on=TODAY)
    [claim] = propose(actor=office.benefits, person=withdrew, on=TODAY)
    withdraw_claim(actor=office.benefits, claim=claim, on=TODAY)
    object.__setattr__(new_rule, "valid_from", TOMORROW)
    look()
    assert look(TOMORROW) == 1 and NewlyDue.objects.get().person == withdrew


def test_a_claim_ends_it_whoever_opens_it(office, new_rule):
    first, second = a_trainee(), a_trainee()
    look()
    look(TOMORROW)
    one = NewlyDue.objects.get(person=first)
    claim = claim_newly_due(actor=office.officer, newly_due=one, on=TOMORROW)
    [other] = propose(actor=office.benefits, person=second, on=TOMORROW)
    ended = {row.person_id: (row.outcome, row.claim_id) for row in NewlyDue.objects.all()}
    assert ended == {first.pk: ("claimed", claim.pk), second.pk: ("claimed", other.pk)}
    assert (claim.found, claim.asked_by_id) == ("proposed", office.officer.account_id)
    with pytest.raises(Refused, match="told_of_already"):
        claim_newly_due(actor=office.officer, newly_due=one, on=TOMORROW)


def test_a_no_ends_it_and_takes_nothing_away(office, new_rule):
    person = a_trainee()
    look()
    look(TOMORROW)
    say_no_to_newly_due(actor=office.officer, newly_due=NewlyDue.objects.get(), on=TOMORROW)
    one = NewlyDue.objects.get()
    assert (one.outcome, one.ended_by_id, Claim.objects.count()) == ("said_no", office.officer.account_id, 0)
    assert not to_tell(office.officer, TOMORROW)
    assert len(propose(actor=office.benefits, person=person, on=TOMORROW)) == 1


def test_what_is_not_due_any_more_ends_without_a_claim(office, new_rule):
    person = a_trainee()
    look()
    look(TOMORROW)
    person.enrolments.update(attended_days=0)
    assert claim_newly_due(actor=office.officer, newly_due=NewlyDue.objects.get(), on=TOMORROW) is None
    assert (NewlyDue.objects.get().outcome, Claim.objects.count()) == ("passed", 0)


def test_what_cannot_be_told_any_more_is_refused_and_goes_on_waiting(office, new_rule):
    person = a_trainee()
    look()
    look(TOMORROW)
    person.enrolments.update(attended_days=None)
    with pytest.raises(Refused, match="cannot_tell_yet"):
        claim_newly_due(actor=office.officer, newly_due=NewlyDue.objects.get(), on=TOMORROW)
    assert (NewlyDue.objects.get().ended_on, Claim.objects.count()) == (None, 0)


def passed() -> list[tuple[str, str, date | None]]:
    """How each entry stands."""
    rows = NewlyDue.objects.order_by("pk")
    return [(one.outcome, one.passed_because, one.ended_on) for one in rows]


def test_what_can_be_claimed_no_more_passes_by_the_clock_with_when_and_why(office, new_rule):
    back, left, stays = a_trainee(), a_trainee(), a_trainee()
    unknown = a_trainee()
    look()
    assert look(TOMORROW) == 4
    assert pass_what_is_due_no_more(actor=operator(), on=TOMORROW) == 0
    back.enrolments.update(attended_days=0)
    unknown.enrolments.update(attended_days=None)
    Person.objects.filter(pk=left.pk).update(moved_away_on=TOMORROW)
    later = TOMORROW + timedelta(days=2)
    assert pass_what_is_due_no_more(actor=operator(), on=later) == 2
    assert passed() == [
        ("passed", "not_due", later), ("passed", "left", later), ("", "", None), ("", "", None)
    ]  # fmt: skip
    assert [one.person for one in to_tell(office.officer, later)] == [stays, unknown]
    assert pass_what_is_due_no_more(actor=operator(), on=later) == 0


def test_a_rule_that_ends_passes_what_waits_and_raises_nothing_new(office, new_rule):
    a_trainee()
    look()
    look(TOMORROW)
    object.__setattr__(new_rule, "valid_to", TOMORROW)
    try:
        later = TOMORROW + timedelta(days=1)
        assert pass_what_is_due_no_more(actor=operator(), on=later) == 1 and look(later) == 0
        assert passed() == [("passed", "rule_ended", later)]
        assert RuleTurn.objects.order_by("-pk")[0].kind == "ends"
    finally:
        object.__setattr__(new_rule, "valid_to", None)


def test_a_look_that_was_stopped_goes_on_with_the_next(office, new_rule, monkeypatch):
    for _ in range(5):
        a_trainee()
    look()
    monkeypatch.setattr("gainful.benefits.newly_due_run.A_STEP", 2)
    seen = []

    def stop(county: int, done: int, of: int) -> None:
        seen.append((done, of))
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_newly_due(actor=operator(), on=TOMORROW, progress=stop)
    assert (NewlyDue.objects.count(), seen) == (4, [(2, 5), (4, 5)])
    later = TOMORROW + timedelta(days=1)
    assert (look(later), NewlyDue.objects.count(), look(later)) == (1, 5, 0)
    assert not RuleTurn.objects.filter(telling=True).exists()


def test_each_step_is_an_act_of_its_own(office, new_rule, monkeypatch):
    for _ in range(3):
        a_trainee()
    look()
    monkeypatch.setattr("gainful.benefits.newly_due_run.A_STEP", 2)
    assert look(TOMORROW) == 3
    acts = Entry.objects.filter(table_name="benefits_newlydue").values("act").distinct()
    assert acts.count() == 2


def test_the_dead_and_those_who_moved_away_are_not_on_the_list(office, new_rule):
    person = a_trainee()
    look()
    look(TOMORROW)
    person.died_on = TOMORROW
    person.save(update_fields=["died_on"])
    assert not to_tell(office.officer, TOMORROW)


def test_only_who_runs_the_clocks_looks_and_only_the_county_ends_it(office, new_rule):
    a_trainee()
    with pytest.raises(NotAllowed):
        find_newly_due(actor=office.officer, on=TODAY)
    look()
    look(TOMORROW)
    with pytest.raises(NotAllowed):
        say_no_to_newly_due(actor=office.checker, newly_due=NewlyDue.objects.get(), on=TOMORROW)


def test_the_database_keeps_what_was_seen_and_how_it_ended(office, new_rule):
    a_trainee()
    look()
    look(TOMORROW)
    rows = NewlyDue.objects.all()
    for change in ({"amount_fen": 1}, {"about": ""}):
        with pytest.raises(DatabaseError, match="what_is_newly_due_stays"), transaction.atomic():
            rows.update(**change)
    say_no_to_newly_due(actor=office.officer, newly_due=rows.get(), on=TOMORROW)
    with pytest.raises(DatabaseError, match="told_of_already"), transaction.atomic():
        rows.update(outcome="passed")
    with pytest.raises(DatabaseError, match="told_of_already"), transaction.atomic():
        rows.update(passed_because="left")
    with pytest.raises(DatabaseError), transaction.atomic():
        RuleTurn.objects.update(standing="")
