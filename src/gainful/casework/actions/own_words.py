"""Goals, steps and stories: written by the person on their own page, or by an officer at their word.

Nothing anywhere follows from what stands here: no list, no order, no figure reads it.
"""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.database_refusals import told_by_name
from gainful.casework.models import Goal, GoalStep, Story
from gainful.registry.identity import own_record
from gainful.registry.models import Consent, Person


@action(right="casework.follow_up", on_what="person")
def write_goal(*, actor: Actor, person: Person, words: str, on: date) -> Goal:
    """An officer writes down what a person aims for, as they say it. Refused: say_it_in_words, person_has_died,
    record_was_merged."""
    return _goal(actor, person, words, on)


@action(right="own.answer", on_what="person")
def write_own_goal(*, actor: Actor, person: Person, words: str, on: date) -> Goal:
    """The person writes it themselves."""
    own_record(actor, person)
    return _goal(actor, person, words, on)


@action(right="casework.follow_up", on_what="goal")
def write_step(*, actor: Actor, goal: Goal, words: str, on: date) -> GoalStep:
    """An officer writes down a step that a person means to take."""
    return _step(actor, goal, words, on)


@action(right="own.answer", on_what="goal")
def write_own_step(*, actor: Actor, goal: Goal, words: str, on: date) -> GoalStep:
    """The person writes it themselves."""
    own_record(actor, goal.person)
    return _step(actor, goal, words, on)


@action(right="own.answer", on_what="goal")
def say_of_own_goal(*, actor: Actor, goal: Goal, state: Goal.State | str, on: date) -> Goal:
    """The person says that a goal is reached, laid aside, or aimed for again. Refused: not_a_state_of_a_goal."""
    own_record(actor, goal.person)
    return _state(goal, state, on)


@action(right="casework.follow_up", on_what="goal")
def note_goal(*, actor: Actor, goal: Goal, state: Goal.State | str, on: date) -> Goal:
    """An officer notes the same, as the person says it."""
    return _state(goal, state, on)


@action(right="own.answer", on_what="step")
def say_of_own_step(*, actor: Actor, step: GoalStep, on: date) -> GoalStep:
    """The person says that a step is taken; said a second time, it stays as it was."""
    own_record(actor, step.person)
    return _taken(step, on)


@action(right="casework.follow_up", on_what="step")
def note_step(*, actor: Actor, step: GoalStep, on: date) -> GoalStep:
    """An officer notes the same, as the person says it."""
    return _taken(step, on)


@action(right="casework.follow_up", on_what="person")
def write_story(*, actor: Actor, person: Person, words: str, on: date) -> Story:
    """An officer writes down what a person tells. It is shared with nobody until the person says so."""
    return _story(actor, person, words, on)


@action(right="own.answer", on_what="person")
def tell_story(*, actor: Actor, person: Person, words: str, on: date) -> Story:
    """The person writes it themselves. It is shared with nobody until they say so."""
    own_record(actor, person)
    return _story(actor, person, words, on)


@action(right="own.answer", on_what="story")
def share_story(*, actor: Actor, story: Story, on: date) -> Story:
    """The person shares a story on their own page, under their live consent to it. Refused: no_live_consent."""
    own_record(actor, story.person)
    return _share(story, on)


@action(right="casework.answer_at_desk", on_what="story")
def share_at_desk(*, actor: Actor, story: Story, on: date) -> Story:
    """The paper path: a story that was written at the desk is shared at the person's word, under the consent that
    they signed. Refused: no_live_consent, story_is_their_own."""
    if story.written_by_id is None:
        raise Refused("story_is_their_own")
    return _share(story, on)


def _share(story: Story, on: date) -> Story:
    story = Story.objects.select_for_update().get(pk=story.pk)
    consent = Consent.objects.live(Consent.Purpose.STORY).filter(person=story.person_id).first()
    if consent is None:
        raise Refused("no_live_consent")
    if Story.objects.shared().filter(pk=story.pk).exists():
        return story
    story.consent, story.shared_on, story.unshared_on = consent, on, None
    with told_by_name():
        story.save(update_fields=["consent", "shared_on", "unshared_on"])
    return story


@action(right="own.answer", on_what="story")
def unshare_story(*, actor: Actor, story: Story, on: date) -> Story:
    """The person takes a story back, at once and without a reason; nothing refuses it."""
    own_record(actor, story.person)
    return _unshare(story, on)


@action(right="casework.follow_up", on_what="story")
def take_story_down(*, actor: Actor, story: Story, on: date) -> Story:
    """An officer takes a story back at the person's word."""
    return _unshare(story, on)


def _goal(actor: Actor, person: Person, words: str, on: date) -> Goal:
    _check(person, words)
    return Goal.objects.create(
        area=person.area, person=person, words=words.strip(), set_on=on, written_by_id=actor.account_id
    )


def _step(actor: Actor, goal: Goal, words: str, on: date) -> GoalStep:
    _check(goal.person, words)
    return GoalStep.objects.create(
        area=goal.area, person_id=goal.person_id, goal=goal, words=words.strip(), set_on=on,
        written_by_id=actor.account_id,
    )  # fmt: skip


def _state(goal: Goal, state: str, on: date) -> Goal:
    if state not in Goal.State.values:
        raise Refused("not_a_state_of_a_goal")
    if goal.state != state:
        goal.state, goal.state_on = Goal.State(state), on
        goal.save(update_fields=["state", "state_on"])
    return goal


def _taken(step: GoalStep, on: date) -> GoalStep:
    if step.taken_on is None:
        step.taken_on = on
        step.save(update_fields=["taken_on"])
    return step


def _story(actor: Actor, person: Person, words: str, on: date) -> Story:
    _check(person, words)
    return Story.objects.create(
        area=person.area, person=person, words=words.strip(), told_on=on, written_by_id=actor.account_id
    )


def _unshare(story: Story, on: date) -> Story:
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.shared_on is not None and story.unshared_on is None:
        story.unshared_on = max(on, story.shared_on)
        story.save(update_fields=["unshared_on"])
    return story


def _check(person: Person, words: str) -> None:
    if not words.strip():
        raise Refused("say_it_in_words")
    if person.died_on:
        raise Refused("person_has_died")
    if person.merged_into_id:
        raise Refused("record_was_merged")
