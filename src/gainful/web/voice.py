"""The public page for complaints: no login, no name needed; a code shows the answer later.

What is written here is tied to no record of a person, also when somebody comes from their own page.
"""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.casework.actions import dispute_resolution, file_grievance
from gainful.casework.models import Grievance
from gainful.casework.own_voice import counties_with_an_office, grievance_of_code, somebody
from gainful.terms.areas import NATION
from gainful.web.form_fields import AskForm
from gainful.web.screen import screen
from gainful.web.shortlist_words import place_words
from gainful.words import refusal_sentence

ABOUT = {
    "office": gettext_lazy("the office, an officer or a village helper"),
    "employer": gettext_lazy("an employer, or somebody at work"),
    "desk": gettext_lazy("the independent desk itself"),
    "somebody_else": gettext_lazy("somebody else"),
}

TOO_MANY = gettext_lazy("Too many from this place just now. Wait a minute, or go to a desk.")


class VoiceForm(AskForm):
    """What happened."""

    button = gettext_lazy("Send")

    area = forms.TypedChoiceField(label=gettext_lazy("In which county?"), coerce=int)
    about = forms.ChoiceField(
        label=gettext_lazy("Whom is it about?"), choices=[("", gettext_lazy("Choose")), *ABOUT.items()]
    )
    about_name = forms.CharField(
        label=gettext_lazy("Their name, if you know it"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Staff of that name will neither see nor decide it."),
    )
    words = forms.CharField(
        label=gettext_lazy("What happened?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("In your own words. Say where and when, if you can."),
    )
    through = forms.CharField(
        label=gettext_lazy("Do you write for somebody else? Then your own name"),
        required=False,
        max_length=60,
    )
    contact_name = forms.CharField(
        label=gettext_lazy("Your name, only if you want to give it"), required=False, max_length=60
    )
    contact_phone = forms.CharField(
        label=gettext_lazy("A phone number, only if you want to be called"), required=False, max_length=30
    )

    def __init__(self, *given: Any, on: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        offices = [(area, place_words(area, "", on)) for area in counties_with_an_office(on)]
        self.fields["area"].choices = [
            ("", _("Choose")),
            *offices,
            (NATION, _("another county, or I do not know")),
        ]


class CodeForm(AskForm):
    """The way to the answer."""

    button = gettext_lazy("See the answer")

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class DisputeForm(CodeForm):
    """What is not right about the outcome."""

    button = gettext_lazy("It is not resolved")

    words = forms.CharField(
        label=gettext_lazy("What is not right?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["code"].widget = forms.HiddenInput()


def in_fours(code: str) -> str:
    """A code as it is read out: ABCD-EFGH-JKLM."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


@screen(
    right=None, public=True, title=gettext_lazy("Complain, without giving a name"), methods=("GET", "POST")
)
def voice(request: HttpRequest) -> HttpResponse:
    """The form, and after sending the code, this once."""
    form = VoiceForm(request.POST if request.method == "POST" else None, on=request.on)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if request.method == "POST" else 200)
    if not ratelimit.consume(request, action="voice"):
        return _page(request, form, refusal=str(TOO_MANY), status=429)
    said = form.cleaned_data
    how = Grievance.How.THROUGH_SOMEBODY if said["through"] else Grievance.How.OWN
    try:
        filed = file_grievance(actor=somebody(said["area"], request.on), on=request.on, how=how, **said)
    except Refused as refusal:
        return _page(request, form, refusal=refusal_sentence(refusal), status=409)
    context = {"title": _("Your complaint is in"), "code": in_fours(filed.code), "filed": filed.grievance}
    return render(request, "voice/filed.html", context)


def _page(request: HttpRequest, form: VoiceForm, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "title": _("Complain, without giving a name"),
        "form": form,
        "code_form": CodeForm(),
        "refusal": refusal,
    }
    return render(request, "voice/voice.html", context, status=status)


@screen(right=None, public=True, title=gettext_lazy("What became of my complaint"), methods=("GET", "POST"))
def voice_answer(request: HttpRequest) -> HttpResponse:
    """Where a complaint stands, for whoever has its code; neither the words nor a name are shown again."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"title": _("What became of my complaint"), "code_form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "voice/answer.html", context, status=422 if request.method == "POST" else 200)
    if not ratelimit.consume(request, action="voice_code"):
        context["refusal"] = TOO_MANY
        return render(request, "voice/answer.html", context, status=429)
    try:
        found = context["found"] = grievance_of_code(form.cleaned_data["code"])
    except Refused as refusal:
        context["refusal"] = refusal_sentence(refusal)
        return render(request, "voice/answer.html", context, status=409)
    return render(request, "voice/answer.html", context | _stands(request, found, form.cleaned_data["code"]))


def _stands(request: HttpRequest, found: Grievance, code: str) -> dict[str, Any]:
    """Where a complaint stands, its disputes, and the form to dispute what was resolved."""
    disputes = list(found.disputes.order_by("pk"))
    may_dispute = found.resolved_on is not None and all(one.settled_on for one in disputes)
    return {
        "found": found,
        "disputes": disputes,
        "escalated": Grievance.objects.escalated(request.on).filter(pk=found.pk).exists(),
        "dispute_form": DisputeForm(initial={"code": code}) if may_dispute else None,
    }


@screen(right=None, public=True, title=gettext_lazy("It is not resolved"), methods=("POST",))
def voice_dispute(request: HttpRequest) -> HttpResponse:
    """Whoever has the code says that it is not resolved: it stands open again, outside the chain."""
    form = DisputeForm(request.POST)
    context: dict[str, Any] = {"title": _("What became of my complaint"), "code_form": CodeForm()}
    if not ratelimit.consume(request, action="voice_code"):
        return render(request, "voice/answer.html", context | {"refusal": TOO_MANY}, status=429)
    try:
        found = grievance_of_code(form.data.get("code", ""))
    except Refused as refusal:
        return render(
            request, "voice/answer.html", context | {"refusal": refusal_sentence(refusal)}, status=409
        )
    if not form.is_valid():
        context |= _stands(request, found, form.data.get("code", ""))
        return render(request, "voice/answer.html", context | {"dispute_form": form}, status=422)
    refusal_said = ""
    try:
        dispute_resolution(
            actor=somebody(found.area, request.on), grievance=found, on=request.on,
            words=form.cleaned_data["words"],
        )  # fmt: skip
    except Refused as refusal:
        refusal_said = refusal_sentence(refusal)
    context |= _stands(request, found, form.cleaned_data["code"]) | {"refusal": refusal_said}
    return render(request, "voice/answer.html", context, status=409 if refusal_said else 200)
