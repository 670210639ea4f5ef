"""The forms of journeys: planning one, and each step of it, by hand or from a paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gainful.casework.models import Journey, Passenger
from gainful.web.fields import choices
from gainful.web.form_fields import AskForm, DayField, MoneyField, YesNoField
from gainful.web.people_status import name_words
from gainful.web.signs import not_asked_field


def paper_field() -> forms.CharField:
    """On which paper a step was kept, if it was."""
    return forms.CharField(
        label=gettext_lazy("If it was done on paper: which paper"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Leave empty when you record it here at once."),
    )


class PlanForm(AskForm):
    """A vehicle and its day."""

    intro = gettext_lazy("Nobody is seated by this. Passengers never pay for the journey.")
    button = gettext_lazy("Plan the journey")

    direction = forms.ChoiceField(
        label=gettext_lazy("Which way"),
        choices=[("out", gettext_lazy("out, to the work")), ("return", gettext_lazy("back home"))],
        initial="out",
    )
    vehicle = forms.CharField(label=gettext_lazy("Vehicle"), max_length=60)
    seats = forms.IntegerField(label=gettext_lazy("Seats for passengers"), min_value=1, max_value=500)
    leaves_on = DayField(label=gettext_lazy("Leaves on"))
    from_text = forms.CharField(label=gettext_lazy("From"), max_length=120)
    to_text = forms.CharField(label=gettext_lazy("To"), max_length=120)
    escort = forms.CharField(label=gettext_lazy("Who goes with them"), max_length=60, required=False)


class BecauseForm(AskForm):
    """Why."""

    because = forms.CharField(label=gettext_lazy("Why"), max_length=120)


class OffForm(BecauseForm):
    """Somebody comes off."""

    intro = gettext_lazy("Their placement stands, and nothing else changes for them.")
    button = gettext_lazy("Take them off the list")


class CallOffForm(BecauseForm):
    """The vehicle does not leave."""

    intro = gettext_lazy(
        "Everybody comes off the list. Their placements stand, and they can be seated again."
    )
    button = gettext_lazy("Call the journey off")


class ChangeForm(AskForm):
    """Another day, or another place of departure."""

    intro = gettext_lazy(
        "Everybody on it is told. Those on their way to work come off the list and are asked again: what they "
        "agreed to was the day and the place that they were shown. Outside the county the 48 hours count from "
        "their new yes. On the way home everybody keeps their seat."
    )
    button = gettext_lazy("Change the journey")

    leaves_on = DayField(label=gettext_lazy("Leaves on"))
    from_text = forms.CharField(label=gettext_lazy("From"), max_length=120)
    because = forms.CharField(label=gettext_lazy("Why"), max_length=200)


class ArrivalHereForm(AskForm):
    """Somebody arrived at the place of work, or did not."""

    intro = gettext_lazy("Whether they arrived is all that is kept here. Their home office begins the work.")
    button = gettext_lazy("Keep it")

    arrived = forms.TypedChoiceField(
        label=gettext_lazy("Have they arrived?"),
        choices=[("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=gettext_lazy("If not: what is known of why"), max_length=120, required=False
    )
    paper = paper_field()


class AnswerForm(AskForm):
    """What somebody says to a changed journey, on paper."""

    intro = gettext_lazy(
        "Their own word, on a paper that they signed. A no changes nothing else: their placement stands."
    )
    button = gettext_lazy("Keep their answer")

    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Does the changed journey suit them?"),
        choices=[("yes", gettext_lazy("yes, they go")), ("no", gettext_lazy("no, not this journey"))],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(label=gettext_lazy("On which paper"), max_length=120)


class RetractForm(BecauseForm):
    """The employer takes the hire back."""

    intro = gettext_lazy(
        "The job never begins and is not counted; the seat of the opening is free again. The person keeps "
        "everything: their answer, their consents, their place in every list. If they have travelled, the way "
        "home is owed to them."
    )
    button = gettext_lazy("The employer takes the hire back")

    paper = paper_field()


class HealthForm(AskForm):
    """Whether the check was done, for each."""

    intro = gettext_lazy(
        "Only whether a check was done, as the person says. What it found is not written down here."
    )
    button = gettext_lazy("Keep the answers")

    paper = paper_field()

    def __init__(self, *given: Any, rows: Iterable[Passenger], **more: Any) -> None:
        super().__init__(*given, **more)
        for one in rows:
            start = {True: "yes", False: "no"}.get(one.health_checked, "")
            self.fields[f"done_{one.key}"] = YesNoField(label=name_words(one.person), initial=start)
        self.order_fields([name for name in self.fields if name != "paper"])


class DepartureForm(AskForm):
    """The vehicle has left."""

    intro = gettext_lazy("Who did not come is taken off the list; nothing else changes for them.")
    button = gettext_lazy("The vehicle has left")

    departed_on = DayField(label=gettext_lazy("Left on"))
    absent = forms.MultipleChoiceField(
        label=gettext_lazy("Who did not come"), required=False, widget=forms.CheckboxSelectMultiple
    )
    paper = paper_field()

    def __init__(self, *given: Any, rows: Iterable[Passenger], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["absent"].choices = [(one.key, name_words(one.person)) for one in rows]


class ArrivalForm(AskForm):
    """Who arrived."""

    intro = gettext_lazy(
        "Who is not checked yet stays so. With a first day of work it is recorded for all who arrived and still "
        "agree; the rules are those of any beginning."
    )
    button = gettext_lazy("Keep what was found")

    begins_on = DayField(label=gettext_lazy("First day of work, if work has begun"), required=False)
    not_asked_because = not_asked_field()
    evidence = forms.ChoiceField(label=gettext_lazy("How do we know?"))
    paper = paper_field()

    def __init__(self, *given: Any, rows: Iterable[Passenger], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["evidence"].choices = choices("evidence_grades")
        for one in rows:
            name = name_words(one.person)
            self.fields[f"arrived_{one.key}"] = YesNoField(label=gettext_lazy("%s: arrived?") % name)
            self.fields[f"because_{one.key}"] = forms.CharField(
                label=gettext_lazy("%s: if not, why") % name, required=False, max_length=120
            )
        last = ("begins_on", "not_asked_because", "evidence", "paper")
        self.order_fields([name for name in self.fields if name not in last])


class ReturnForm(AskForm):
    """The way home."""

    intro = gettext_lazy(
        "The way home is offered to whoever does not stay, whatever the reason. It costs them nothing."
    )
    button = gettext_lazy("Keep it")

    kind = forms.ChoiceField(
        label=gettext_lazy("How they come home"),
        choices=[
            ("journey", gettext_lazy("with a seat in a journey home")),
            ("paid", gettext_lazy("the fare is paid")),
            ("not_wanted", gettext_lazy("they say themselves that they need none")),
        ],
    )
    journey = forms.ChoiceField(label=gettext_lazy("Which journey home"), required=False)
    paid_fen = MoneyField(label=gettext_lazy("Paid for it (yuan)"))
    paper = paper_field()

    def __init__(self, *given: Any, homeward: Iterable[Journey], **more: Any) -> None:
        super().__init__(*given, **more)
        found = [
            (one.key, f"{one.leaves_on} {one.vehicle} {one.from_text} → {one.to_text}") for one in homeward
        ]
        self.fields["journey"].choices = [("", "—"), *found]
