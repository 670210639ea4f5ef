"""Forms of workshops, posts, projects and leaders."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gainful.casework.models import PostTerm
from gainful.web.form_fields import AskForm, CodeField, DayField, MoneyField
from gainful.web.sign_words import SOURCES, UNITS


class RecogniseForm(AskForm):
    """A plaque."""

    button = _("Record the plaque")

    plaque = forms.CharField(label=_("Number on the plaque"), max_length=40)
    recognised_on = DayField(label=_("Recognised on"))


class ExitForm(AskForm):
    """A workshop leaves."""

    intro = _("The workshop leaves the programme. Nobody's job ends by it.")
    button = _("Withdraw recognition")

    exited_on = DayField(label=_("Last day of recognition"))
    because = forms.CharField(label=_("Why"), max_length=200)


class OperatorForm(AskForm):
    """Who runs a workshop."""

    intro = _("What is granted for the workshop is paid to whoever runs it, to an account of their own.")
    button = _("Keep who runs it")

    name = forms.CharField(label=_("Name of the firm or co-operative"), max_length=120)
    code = forms.CharField(label=_("Unified social credit code"), max_length=32, required=False)


class AttendanceForm(AskForm):
    """Attendance from one roll."""

    intro = _("Each roll stands for itself. Where two rolls differ, nobody is docked: somebody asks.")
    button = _("Keep the attendance")

    unit = forms.ChoiceField(label=_("For"), choices=list(UNITS.items()))
    begins_on = DayField(label=_("Day, or any day of the month"))
    source = forms.ChoiceField(label=_("Which roll"), choices=list(SOURCES.items()))
    present_days = forms.IntegerField(label=_("Days present"), min_value=0, max_value=31)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)


class ReviewForm(AskForm):
    """What somebody found who looked."""

    intro = _("Write what you saw on the spot. It stops nothing by itself.")
    button = _("Keep what was found")

    found = forms.CharField(
        label=_("What was found"), max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )


REASONS = {
    "nothing_else_fits": _("nothing else fits (their list is looked at)"),
    "cannot_leave": _("they cannot leave home, and nothing within reach fits (their list is looked at)"),
    "from_ledger": _("a ledger of before the check tells of it (not checked)"),
    "held_before": _("held before it was recorded here (not checked)"),
}


class TermForm(AskForm):
    """The term of a post."""

    intro = _("A post is the last resort and ends. What the person says about it is written in their words.")
    button = _("Keep the term")

    ends_on = DayField(label=_("Last day of the term"))
    monthly_wage_fen = MoneyField(label=_("Wage a month (yuan)"))
    because = forms.ChoiceField(
        label=_("Why a post"),
        choices=[(one, REASONS[one]) for one in PostTerm.Because.values if one != "held_before"],
    )
    ledger = forms.CharField(label=_("If from a ledger: which one"), max_length=120, required=False)
    ledger_of = DayField(label=_("If from a ledger: its day"), required=False)
    persons_word = forms.CharField(
        label=_("What the person says"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class LeavePostForm(AskForm):
    """The way out of a post."""

    button = _("They have left the post")

    ends_on = DayField(label=_("Last day in the post"))
    left_because = CodeField("leaving_reasons", label=_("Why, if they say"), initial="not_said")
    job = forms.ChoiceField(label=_("Into which job"), required=False)


class ProjectForm(AskForm):
    """A project."""

    button = _("Keep the project")

    name = forms.CharField(label=_("Name of the project"), max_length=120)
    employer = forms.CharField(label=_("Employer"), max_length=120)
    kind = forms.CharField(label=_("Kind"), max_length=40, required=False)
    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(label=_("Last day"), required=False)


class TieForm(AskForm):
    """Openings that are a project's."""

    intro = _("Whoever is hired through them counts for what the project's contracts promise.")
    button = _("They are the project's")

    openings = forms.MultipleChoiceField(
        label=_("Openings of no project yet"), widget=forms.CheckboxSelectMultiple
    )


class ClauseForm(AskForm):
    """What a contract promises."""

    intro = _("Either a share of all who work there, or a number of people. What is not known stays empty.")
    button = _("Keep the clause")

    contract = forms.CharField(label=_("Contract"), max_length=120)
    signed_on = DayField(label=_("Signed on"))
    promised_percent = forms.IntegerField(
        label=_("Local share promised, in percent"), required=False, min_value=1, max_value=100
    )
    promised_people = forms.IntegerField(label=_("Local people promised"), required=False, min_value=1)
    workers_stated = forms.IntegerField(
        label=_("All who work there, as the project states"), required=False, min_value=0
    )
    stated_on = DayField(label=_("Stated on"), required=False)


class ApplyForm(AskForm):
    """Somebody applies to be a leader."""

    button = _("Keep the application")

    business_name = forms.CharField(label=_("Business they lead"), max_length=120)
    business_kind = CodeField("entity_types", label=_("Kind of business"), required=False)
    applied_on = DayField(label=_("Applied on"))


class StepForm(AskForm):
    """One step of an application."""

    button = _("Keep this step")

    passed = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("passed")), ("no", _("refused"))],
        coerce=lambda text: text == "yes",
    )
    done_on = DayField(label=_("Decided on"))
    decided_by = forms.CharField(label=_("Who decided"), max_length=60)
    because = forms.CharField(label=_("If refused: why"), max_length=200, required=False)


class CertificateStepForm(StepForm):
    """The last step."""

    certificate = forms.CharField(label=_("Number of the certificate"), max_length=40, required=False)


class BroughtAlongForm(AskForm):
    """A household whose income a leader raised."""

    intro = _("Income that rose, with what shows it. It is no job and is counted as none.")
    button = _("Keep the household")

    household = forms.CharField(label=_("Number of the household"), max_length=40)
    year = forms.IntegerField(label=_("Year"), min_value=2014, max_value=2100)
    income_raised_fen = MoneyField(label=_("Income raised in the year (yuan)"))
    evidence = forms.CharField(label=_("What shows it"), max_length=200)


def with_choices(form: type[AskForm], name: str, choices: list[tuple[str, Any]]) -> type[AskForm]:
    """The same form, one of its fields with the choices of this page."""

    class Chosen(form):  # type: ignore[misc, valid-type]
        """With choices."""

        def __init__(self, *given: Any, **more: Any) -> None:
            super().__init__(*given, **more)
            self.fields[name].choices = choices

    return Chosen
