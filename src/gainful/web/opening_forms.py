"""What is asked about an opening: a new one and its terms, deductions, release, closing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _words
from django.utils.translation import gettext_lazy as _

from gainful.jobs.channels import channels
from gainful.jobs.models import Opening, Project
from gainful.web.form_fields import AskForm, CodeField, DayField, MoneyField, YesNoField, code_choices

HEADING = ("title", "seats", "channel")
NOT_TERMS = ("employer",)


class OpeningForm(AskForm):
    """An opening, as an officer writes down what the employer says."""

    intro = _("Write down what the employer says. What they do not say stays empty and is asked before anyone "
              "accepts. Unlawful demands hold the opening back, with the words that did it.")  # fmt: skip
    button = _("Keep the opening")

    employer = forms.CharField(label=_("Employer"), max_length=120)
    title = forms.CharField(label=_("Work, as people would say it"), max_length=80)
    channel = forms.ChoiceField(label=_("Channel"))
    project = forms.ChoiceField(
        label=_("Project"), required=False, help_text=_("For the channel of projects: which one takes people on.")
    )  # fmt: skip
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=10_000)
    occupation = CodeField("occupations", label=_("Occupation"), required=False, leaving=("any",))
    place_text = forms.CharField(
        label=_("Place"), required=False, max_length=120,
        help_text=_("A county or city by name, or as people say it: own county, outside the province."),
    )  # fmt: skip
    pay_low_fen = MoneyField(label=_("Pay from (yuan a month)"))
    pay_high_fen = MoneyField(label=_("Pay to (yuan a month)"))
    hours_per_week = forms.IntegerField(label=_("Hours a week"), required=False, min_value=1, max_value=168)
    contract_months = forms.IntegerField(
        label=_("Months of contract"), required=False, min_value=1, max_value=240
    )
    housing = CodeField("housing", label=_("Housing"), required=False)
    deductions_text = forms.CharField(
        label=_("What is deducted from the pay"), required=False, max_length=200,
        help_text=_("“None” is an answer; leave it empty only if nobody has asked."),
    )  # fmt: skip
    education = forms.ChoiceField(label=_("Education asked for"), required=False)
    certificate = CodeField("skill_requirements", label=_("Certificate or skill"), required=False)
    certificate_required = YesNoField(label=_("Is the certificate required?"))
    skill_text = forms.CharField(label=_("Skill, in words"), required=False, max_length=120)
    other_text = forms.CharField(
        label=_("Other"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    valid_until = DayField(label=_("Open until"), required=False)
    contact_name = forms.CharField(label=_("Whom to call"), required=False, max_length=60)
    contact_phone = forms.CharField(label=_("Their phone"), required=False, max_length=30)

    projects: Iterable[Project] = ()

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        if "project" in self.fields:
            known = [(one.key, one.name) for one in self.projects]
            self.fields["project"].choices = [("", _words("none, or not known")), *known]
        taking = [code for code, channel in channels().items() if channel.has_openings]
        self.fields["channel"].choices = code_choices("channels", only=taking)
        from gainful.words import label, pack

        self.fields["education"].choices = [
            ("", _words("not known")),
            *((one.code, label("education", one.code)) for one in pack().codes["education"]),
        ]

    def clean(self) -> dict[str, Any]:
        """Deductions are stated when something is written."""
        said = super().clean() or {}
        said["deductions_stated"] = True if str(said.get("deductions_text", "")).strip() else None
        return said


class CorrectOpeningForm(OpeningForm):
    """What an opening states, to be put right; the employer stays."""

    intro = _(
        "Put right what is wrong. The opening is screened again; offers already shown keep what was shown."
    )
    button = _("Put it right")
    employer = None


def of_projects(form: type[OpeningForm], projects: Iterable[Project]) -> type[OpeningForm]:
    """The same form, with the projects that may be chosen."""
    return type(form.__name__, (form,), {"projects": list(projects)})


def stated(opening: Opening) -> dict[str, Any]:
    """What an opening states, for a form to start with."""
    start = {name: getattr(opening, name, None) for name in OpeningForm.base_fields if name != "employer"}
    start["contact_phone"] = opening.unsealed("contact_phone")
    start["project"] = opening.project.key if opening.project else ""
    required = opening.certificate_required
    start["certificate_required"] = "" if required is None else "yes" if required else "no"
    return start


class DeductionsForm(AskForm):
    """What the employer answered about deductions."""

    intro = _("Ask the employer what is taken off the pay: board, lodging, insurance, tools, fees. Nobody can "
              "accept before this is known.")  # fmt: skip
    button = _("Keep the answer")

    deductions_text = forms.CharField(
        label=_("What is deducted from the pay"), max_length=200, help_text=_("If nothing is, write “none”.")
    )


class ReleaseForm(AskForm):
    """A named officer answers for a held opening."""

    intro = _("You answer for this opening with your name. Words that discriminate, ask a fee or keep documents "
              "cannot be released: they must be taken out.")  # fmt: skip
    button = _("Let it be shown")

    because = forms.CharField(label=_("Why it may be shown all the same"), max_length=200)


class CloseForm(AskForm):
    """No more seats are offered."""

    intro = _("No more seats are offered from today. People at work there are not touched.")
    button = _("Close the opening")

    because = forms.ChoiceField(
        label=_("Why"),
        choices=[
            ("filled", _("all seats are filled")),
            ("employer_withdrew", _("the employer withdrew it")),
            ("not_as_stated", _("it is not as stated")),
            ("other", _("another reason")),
        ],
    )
