"""The eleven questions about forced labour by themselves: before the start, and made up for where nobody could ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework import voice_lists
from gainful.casework.actions import ask_signs, record_signs_not_asked
from gainful.casework.models import SafetyCheck, Spell
from gainful.casework.signs import SIGNS
from gainful.web.form_fields import AskForm, CodeField, YesNoField
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.screen import screen
from gainful.words import label

MOMENTS = {
    "before_start": gettext_lazy("before the start"),
    "day_30": gettext_lazy("on day 30"),
    "day_90": gettext_lazy("on day 90"),
    "day_180": gettext_lazy("on day 180"),
    "day_365": gettext_lazy("on day 365"),
}


def not_asked_field() -> forms.CharField:
    """Why the questions that belong to a step could not be asked; empty where they were."""
    return forms.CharField(
        label=gettext_lazy(
            "Questions about forced labour not asked (link above): why not (needed unless they were)"
        ),
        required=False,
        max_length=120,
        help_text=gettext_lazy("They come up again on Today. Where they were asked, leave it empty."),
    )


class TroubleFields(forms.Form):
    """What befell the household, in its own words; both left empty where nothing did."""

    trouble = CodeField(
        "household_troubles",
        required=False,
        label=gettext_lazy("Did illness, a disaster or a big expense befall the household?"),
        help_text=gettext_lazy("Help is then offered. Nothing else follows from it."),
    )
    trouble_words = forms.CharField(
        label=gettext_lazy("If so: in their own words"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        blank, *kinds = list(self.fields["trouble"].choices)
        self.fields["trouble"].choices = [(blank[0], _("nothing told")), *kinds]


class SignsForm(AskForm):
    """Eleven questions, and that nobody listens."""

    intro = gettext_lazy("Ask alone, away from employer and placing officer. Read each question out as it stands. What "
                         "they do not answer stays not known, and declining to answer has no consequence.")  # fmt: skip
    button = gettext_lazy("Keep what was said")

    outcome = forms.ChoiceField(
        label=gettext_lazy("Could they be asked?"),
        choices=[
            ("", gettext_lazy("Choose")),
            ("alone", gettext_lazy("yes, and they can speak freely")),
            ("not_asked", gettext_lazy("no, not now: it comes up again in a week")),
        ],
    )
    because = forms.CharField(label=gettext_lazy("If not: why"), required=False, max_length=120)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for sign in SIGNS:
            self.fields[sign] = YesNoField(label=label("safety_questions", sign))


@screen(right="casework.see", title=gettext_lazy("Questions that could not be asked"))
def signs_not_asked(request: HttpRequest) -> HttpResponse:
    """The questions about forced labour to be asked now, the longest waiting first."""
    page = Paginator(voice_lists.signs_not_asked(request.actor, request.on), 50).get_page(
        request.GET.get("page")
    )
    rows = [{"one": one, "moment": MOMENTS[one.moment], "name": name_words(one.spell.person)} for one in page]
    context = {
        "title": _("Questions that could not be asked"),
        "page": page,
        "rows": rows,
        "may_ask": request.actor.may("casework.follow_up"),
    }
    return render(request, "today/signs_not_asked.html", context)


def _spell(request: HttpRequest, key: str) -> Spell:
    """A spell at home or at the place of work of the reader."""
    right = "casework.follow_up"
    here = Spell.objects.visible_to(request.actor, right) | Spell.objects.worked_at(request.actor, right)
    found = here.select_related("person", "offer").filter(key=key).first()
    if found is None or found.state == Spell.State.CALLED_OFF:
        raise Http404
    return found


@screen(
    right="casework.follow_up", title=gettext_lazy("Questions about forced labour"), methods=("GET", "POST")
)
def signs(request: HttpRequest, key: str, moment: str) -> HttpResponse:
    """Ask them about one job, or say why they could not be asked."""
    spell = _spell(request, key)
    if moment not in MOMENTS or SafetyCheck.objects.filter(spell=spell, moment=moment).exists():
        raise Http404
    note_shown(request, [spell.person.key], "safety_questions")

    def write(request: HttpRequest, found: Spell, said: dict[str, Any]) -> str:
        about = {"actor": request.actor, "spell": found, "moment": moment, "on": request.on}
        if said["outcome"] == "not_asked":
            record_signs_not_asked(because=said["because"], **about)
            return _("Kept. The questions come up again in a week.")
        answers = {sign: said[sign] for sign in SIGNS}
        ask_signs(alone=True, answers=answers, **about)
        return _("Kept.")

    to = reverse("offer", kwargs={"key": spell.offer.key}) if moment == "before_start" and spell.offer else ""
    return ask(
        request,
        form_class=SignsForm,
        start={},
        subject=spell,
        write=write,
        to=to if to and request.actor.may("casework.see", spell.area) else reverse("signs_not_asked"),
        context={
            "title": _("Questions about forced labour"),
            "about": f"{name_words(spell.person)}, {spell.employer_name}, {MOMENTS[moment]}",
        },
    )
