"""The small forms of a claim's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gainful.benefits.models import Claim, Letter
from gainful.terms.facts import FACTS
from gainful.web.claims_words import HOW, TOLD
from gainful.web.form_fields import AskForm, code_choices

WAYS = [(code.value, HOW[code]) for code in (Claim.How.PAPER, Claim.How.THROUGH)]


class EvidenceForm(AskForm):
    """A piece of evidence was seen."""

    button = _("Seen")
    kept_at = forms.CharField(label=_("Where the paper is kept"), max_length=120, required=False)


class FactForm(AskForm):
    """A fact that no record knows."""

    button = _("Write it down")
    fact = forms.CharField(widget=forms.HiddenInput)
    value = forms.CharField(label=_("What was seen"), max_length=40)
    kept_at = forms.CharField(label=_("On which paper, or from whom"), max_length=120)

    @classmethod
    def of(cls, fact: str) -> FactForm:
        """The form for one fact, with the field that fits its kind."""
        form = cls(initial={"fact": fact}, auto_id=f"id_{fact}_%s")
        known = FACTS[fact]
        if known.kind == "boolean":
            choices: list[Any] = [("", "—"), ("yes", _("yes")), ("no", _("no"))]
            form.fields["value"] = forms.ChoiceField(label=_("What was seen"), choices=choices)
        elif known.kind == "code" and known.code_list:
            listed = [("", "—"), *code_choices(known.code_list)]
            form.fields["value"] = forms.ChoiceField(label=_("What was seen"), choices=listed)
        elif known.kind == "date":
            form.fields["value"].widget = forms.DateInput(attrs={"type": "date"})
        elif known.kind == "money":
            form.fields["value"].label = _("What was seen, in yuan")
        form.order_fields(["fact", "value", "kept_at"])
        return form


class ReturnForm(AskForm):
    """Why a decision goes back."""

    button = _("Return it")
    because = forms.CharField(label=_("If it goes back: why"), max_length=300)


class BecauseForm(AskForm):
    """Why a decision stands although a fact changed."""

    button = _("Let it stand")
    because = forms.CharField(label=_("If it stands: why"), max_length=300, required=False)


class ToldForm(AskForm):
    """How a letter reached the person."""

    button = _("Told")
    how = forms.ChoiceField(
        label=_("How they were told"),
        choices=[(code.value, TOLD[code]) for code in (Letter.How.HANDED, Letter.How.READ)],
    )


class OwnObjectForm(AskForm):
    """What the person does not agree with."""

    button = _("Object")
    words = forms.CharField(
        label=_("What is not right, in your own words"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ObjectForm(OwnObjectForm):
    """The same, taken down by an officer."""

    button = _("Take the objection down")
    how = forms.ChoiceField(label=_("How did it come?"), choices=WAYS)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["words"].label = _("What they do not agree with, in their own words")


class AnswerForm(AskForm):
    """What the person reads as the answer."""

    button = _("Let it stand")
    answer = forms.CharField(
        label=_("The answer, as the person reads it"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
