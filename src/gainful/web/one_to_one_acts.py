"""Recording a contact with a person, and the next entry of their plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.casework.actions import record_contact, write_plan
from gainful.registry.models import Person
from gainful.web.form_fields import AskForm, DayField
from gainful.web.person_acts import person_act
from gainful.web.person_one_to_one import WAYS
from gainful.web.signs import TroubleFields


class ContactForm(AskForm, TroubleFields):
    """A contact."""

    intro = gettext_lazy("It is kept as written: a mistake is put right by a new entry.")
    button = gettext_lazy("Record the contact")

    met_on = DayField(label=gettext_lazy("When"))
    how = forms.ChoiceField(label=gettext_lazy("How"), choices=WAYS)
    words = forms.CharField(
        label=gettext_lazy("What was said"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = ("met_on", "how", "words", "trouble", "trouble_words")


class PlanForm(AskForm):
    """The next entry of the plan."""

    intro = gettext_lazy("What happens next, and who does it. Earlier entries stay; the newest is the plan.")
    button = gettext_lazy("Add to the plan")

    written_on = DayField(label=gettext_lazy("On"))
    words = forms.CharField(
        label=gettext_lazy("What is to be done next"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    agreed_with_person = forms.BooleanField(label=gettext_lazy("Agreed with the person"), required=False)


def _contact(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    record_contact(actor=request.actor, person=person, **said)
    return _("The contact is recorded.")


def _plan(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    write_plan(actor=request.actor, person=person, **said)
    return _("The plan is written down.")


contact = person_act(
    right="casework.follow_up", title=gettext_lazy("A contact"), form=ContactForm, write=_contact, day="met_on",
)  # fmt: skip
plan = person_act(
    right="casework.follow_up", title=gettext_lazy("The plan"), form=PlanForm, write=_plan, day="written_on",
)  # fmt: skip
