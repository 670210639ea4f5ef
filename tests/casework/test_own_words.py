"""Goals, steps and stories are the person's own: shared only under live consent, taken back at any time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cast import TODAY
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework import actions
from gainful.casework.models import Goal, GoalStep, Story
from gainful.casework.own_page import worker_actor
from make import a_consent, a_worker

pytestmark = pytest.mark.django_db


def oneself(person):
    return worker_actor(person, TODAY)


def told(person, words="以前种地，现在想学修车"):
    return actions.tell_story(actor=oneself(person), person=person, words=words, on=TODAY)


def shared(person):
    return actions.share_story(actor=oneself(person), story=told(person), on=TODAY)


def test_a_person_writes_goals_and_steps_and_says_what_became_of_them():
    person = a_worker()
    goal = actions.write_own_goal(actor=oneself(person), person=person, words="学会修车", on=TODAY)
    step = actions.write_own_step(actor=oneself(person), goal=goal, words="报名", on=TODAY)
    actions.say_of_own_step(actor=oneself(person), step=step, on=TODAY)
    actions.say_of_own_goal(actor=oneself(person), goal=goal, state="reached", on=TODAY)
    assert Goal.objects.get().state == "reached" and GoalStep.objects.get().taken_on == TODAY


def test_nobody_writes_into_somebody_elses_page():
    person, neighbour = a_worker(), a_worker()
    goal = actions.write_own_goal(actor=oneself(person), person=person, words="学会修车", on=TODAY)
    with pytest.raises(NotAllowed):
        actions.write_own_step(actor=oneself(neighbour), goal=goal, words="报名", on=TODAY)
    with pytest.raises(NotAllowed):
        actions.tell_story(actor=oneself(neighbour), person=person, words="x", on=TODAY)


def test_a_story_is_shared_with_nobody_until_the_person_shares_it_under_consent():
    person = a_worker()
    story = told(person)
    assert not Story.objects.shared().exists()
    with pytest.raises(Refused, match="no_live_consent"):
        actions.share_story(actor=oneself(person), story=story, on=TODAY)
    a_consent(person, "story")
    actions.share_story(actor=oneself(person), story=story, on=TODAY)
    assert list(Story.objects.shared()) == [story]


def test_consent_to_something_else_shares_no_story():
    person = a_worker()
    a_consent(person, "sharing")
    with pytest.raises(Refused, match="no_live_consent"):
        shared(person)


def test_taking_the_consent_back_ends_the_sharing_at_once_and_for_good(cast):
    person = a_worker()
    consent = a_consent(person, "story")
    story = shared(person)
    actions.end_consent(actor=cast.officer, consent=consent, on=TODAY)
    story.refresh_from_db()
    assert story.unshared_on == TODAY and not Story.objects.shared().exists()


def test_a_story_is_taken_back_and_shared_again():
    person = a_worker()
    a_consent(person, "story")
    story = shared(person)
    actions.unshare_story(actor=oneself(person), story=story, on=TODAY + timedelta(days=1))
    assert not Story.objects.shared().exists()
    actions.share_story(actor=oneself(person), story=story, on=TODAY + timedelta(days=2))
    assert Story.objects.shared().exists()


@pytest.mark.parametrize("whose", ["nobody", "neighbour", "withdrawn", "referral"])
def test_the_database_itself_shares_no_story_without_consent(cast, whose):
    person, neighbour = a_worker(), a_worker()
    story = told(person)
    consents = {
        "nobody": None,
        "neighbour": a_consent(neighbour, "story"),
        "withdrawn": a_consent(person, "story"),
        "referral": person.consents.get(purpose="referral"),
    }
    actions.end_consent(actor=cast.officer, consent=consents["withdrawn"], on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(consent=consents[whose], shared_on=TODAY)


def test_at_the_desk_a_story_written_there_is_shared_under_the_signed_consent(cast):
    person = a_worker()
    story = actions.write_story(actor=cast.officer, person=person, words="当过兵", on=TODAY)
    with pytest.raises(Refused, match="no_live_consent"):
        actions.share_at_desk(actor=cast.officer, story=story, on=TODAY)
    a_consent(person, "story")
    actions.share_at_desk(actor=cast.officer, story=story, on=TODAY)
    assert Story.objects.shared().count() == 1
    with pytest.raises(Refused, match="story_is_their_own"):
        actions.share_at_desk(actor=cast.officer, story=told(person), on=TODAY)


def test_an_officer_of_elsewhere_writes_nothing(cast):
    with pytest.raises(NotAllowed):
        actions.write_goal(actor=cast.other_officer, person=a_worker(), words="x", on=TODAY)


def test_what_somebody_aims_for_changes_nothing_that_they_are_shown(cast):
    from gainful.casework.proposals import shortlist
    from gainful.casework.worklists import today
    from make import an_opening

    person = a_worker()
    for _ in range(3):
        an_opening()
    before = [entry.opening for entry in shortlist(person, TODAY).entries], today(cast.officer, TODAY)
    actions.write_goal(actor=cast.officer, person=person, words="不想打工", on=TODAY)
    a_consent(person, "story")
    shared(person)
    assert before[0] == [entry.opening for entry in shortlist(person, TODAY).entries]
    assert before[1] == today(cast.officer, TODAY)
