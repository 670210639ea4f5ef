"""What is asked when something about a household is recorded: one form an act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gainful.registry.models import RegistrationEvent
from gainful.web.form_fields import AskForm, CodeField, DayField, MoneyField

LEFT_HOUSEHOLD = [
    ("", _("choose")),
    ("married", _("married into another household")),
    ("divided", _("set up a household of their own")),
    ("moved", _("moved")),
    ("registered_wrongly", _("was registered here by mistake")),
    ("other", _("another reason")),
]
EVENTS = [
    (RegistrationEvent.Kind.REGISTERED, _("registered")),
    (RegistrationEvent.Kind.EXITED, _("exited, still supported")),
    (RegistrationEvent.Kind.REENTERED, _("registered again")),
    (RegistrationEvent.Kind.MONITORED, _("watched, since it may fall back")),
    (RegistrationEvent.Kind.STRUCK_OFF, _("struck off as a mistake")),
]
FIRST_YEAR, LAST_YEAR = 2000, 2100


class NewHouseholdForm(AskForm):
    """A household that no workbook brought."""

    intro = _("A household that no workbook brought. Its members are added on its card.")
    button = _("Record the household")

    number = forms.CharField(label=_("Household number"), max_length=32)
    area = forms.TypedChoiceField(label=_("Township"), coerce=int)
    village = forms.CharField(label=_("Village"), required=False, max_length=60)
    registered_year = forms.IntegerField(
        label=_("Year of registration"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )


class CorrectHouseholdForm(AskForm):
    """What is recorded of a household, to be put right."""

    intro = _("Put right what is wrong. The history keeps what was there before.")
    button = _("Put it right")

    number = forms.CharField(label=_("Household number"), max_length=32)
    village = forms.CharField(label=_("Village"), required=False, max_length=60)
    registered_year = forms.IntegerField(
        label=_("Year of registration"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )


class MoveHouseholdForm(AskForm):
    """A household moves with all its members."""

    intro = _("The household moves with all its members, and their records with them.")
    button = _("Record the moving")

    to_area = forms.TypedChoiceField(label=_("New township"), coerce=int)
    village = forms.CharField(label=_("New village"), required=False, max_length=60)
    from_on = DayField(label=_("Moved on"))


class NewMemberForm(AskForm):
    """A person who is recorded by hand, as a member of a household."""

    intro = _("A member whom no workbook brought. Sex and date of birth are read off the personal number.")
    button = _("Add the member")

    name = forms.CharField(label=_("Name"), max_length=60)
    id_number = forms.CharField(
        label=_("Personal number"), required=False, max_length=32,
        help_text=_("Without one the person counts in the household, and no work can be shown."),
    )  # fmt: skip
    relation = CodeField("relations", label=_("Relation to the head"), required=False)
    number = forms.CharField(label=_("Member's number"), required=False, max_length=32)
    from_on = DayField(label=_("Belongs to it since"), required=False)
    sex = CodeField("sexes", label=_("Sex"), required=False)
    born_on = DayField(label=_("Born on"), required=False)
    education = CodeField("education", label=_("Education"), required=False)
    student = CodeField("student_status", label=_("At school?"), required=False)
    health = CodeField("health", label=_("Health"), required=False)
    labour_capacity = CodeField("labour_capacity", label=_("Labour capacity"), required=False)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=30)


class NewPersonForm(NewMemberForm):
    """The same, where the household is named by its number."""

    intro = _("Everybody belongs to a household: name it by its number. Sex and date of birth are read off the "
              "personal number.")  # fmt: skip
    button = _("Record the person")
    household_number = forms.CharField(label=_("Household number"), max_length=32)
    field_order = ("household_number",)


class EndMembershipForm(AskForm):
    """Somebody no longer belongs to the household."""

    intro = _("They stay recorded, and no longer count in this household. A death or a moving is recorded on their "
              "own card.")  # fmt: skip
    button = _("End the membership")

    until_on = DayField(label=_("Belongs no longer since"))
    because = forms.ChoiceField(label=_("Why"), choices=LEFT_HOUSEHOLD)


class IncomeForm(AskForm):
    """What a household earned in a past year, by source."""

    intro = _("Only what came in a year that is over. What you leave empty stays unknown and is never taken for 0. "
              "It replaces what was recorded for that year; the history keeps both.")  # fmt: skip
    button = _("Record the income")

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    wage_fen = MoneyField(label=_("Wages (yuan)"))
    business_fen = MoneyField(label=_("Farming and business (yuan)"))
    property_fen = MoneyField(label=_("Property (yuan)"))
    transfer_fen = MoneyField(label=_("Transfers (yuan)"))
    business_cost_fen = MoneyField(label=_("Costs of farming and business (yuan)"))
    net_fen = MoneyField(label=_("Net income (yuan)"), negative=True)
    net_per_head_fen = MoneyField(label=_("Net income a head (yuan)"), negative=True)


class EventForm(AskForm):
    """Something that happened to a registration."""

    intro = _("Exit and re-entry with the days of their public notice, as the decision states them.")
    button = _("Record it")

    kind = forms.ChoiceField(label=_("What happened"), choices=EVENTS)
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    happened_on = DayField(label=_("Day, if known"), required=False)
    notice_from = DayField(label=_("Public notice from"), required=False)
    notice_until = DayField(label=_("Public notice until"), required=False)
    source = forms.CharField(label=_("Source"), required=False, max_length=120)


class AssignForm(AskForm):
    """Who looks after the household from now on."""

    intro = _("From today this officer looks after the household; whoever did before, does so no longer.")
    button = _("Assign")

    officer = forms.ChoiceField(label=_("Officer"))


def area_choices(names: dict[int, str]) -> list[tuple[Any, str]]:
    """Townships to choose from, in order of their numbers."""
    return [("", _("choose")), *sorted(names.items())]
