"""Recording what a person answered to an offer at the desk, beginning the work, and making them a code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.casework.actions import accept_offer, begin_spell, decline_offer, make_worker_code, withdraw
from gainful.casework.actions.codes import HOURS
from gainful.casework.models import Offer, Spell
from gainful.web.fields import choices
from gainful.web.form_fields import AskForm, DayField
from gainful.web.offers import moment, offer_of
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.person_acts import ask
from gainful.web.screen import View, screen
from gainful.web.signs import not_asked_field
from gainful.words import with_occupation

Said = dict[str, Any]


class AcceptForm(AskForm):
    """The person's own yes, on paper."""

    intro = gettext_lazy(
        "Only the person's own yes counts. At the desk they sign a paper; write down which one and how they signed. "
        "With it they agree to this placement, and they may take it back at any time before work begins."
    )
    button = gettext_lazy("They accept")

    evidence = forms.CharField(
        label=gettext_lazy("Which paper, and how they signed it"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Acceptance form 12, signed by name; or with a thumbprint, for instance."),
    )


class DeclineForm(AskForm):
    """The person's own no."""

    intro = gettext_lazy(
        "No reason is asked. Nothing else changes for them: not what they get, not their place."
    )
    button = gettext_lazy("They decline")

    evidence = forms.CharField(
        label=gettext_lazy("Which paper"),
        required=False,
        max_length=120,
        help_text=gettext_lazy(
            "Only where they wrote it: none is asked of them, their word is enough. Your name is kept as "
            "the one who heard it."
        ),
    )


class ThroughForm(AskForm):
    """Word that somebody else brought."""

    intro = gettext_lazy(
        "Kept apart from people's own answers, and reported apart. A yes through somebody else places nobody: the "
        "offer goes on waiting for the person's own word."
    )
    button = gettext_lazy("Keep the word")

    through = forms.CharField(label=gettext_lazy("Who brought it"), max_length=60, required=False)
    answer = forms.ChoiceField(
        label=gettext_lazy("What was said"),
        choices=[("yes", gettext_lazy("they would accept")), ("no", gettext_lazy("they decline"))],
        initial="yes",
        required=False,
        widget=forms.RadioSelect,
    )


class TakeBackForm(AskForm):
    """The person takes it back."""

    intro = gettext_lazy("They may take it back at any time before work begins, without a reason. A placement agreed "
                         "is called off, and the seat is free again.")  # fmt: skip
    button = gettext_lazy("They take it back")

    how = forms.ChoiceField(
        label=gettext_lazy("How did they say so?"),
        choices=[
            (Offer.TakenBack.AT_DESK, gettext_lazy("themselves, here at the desk")),
            (Offer.TakenBack.PAPER_AT_DESK, gettext_lazy("themselves, on paper")),
            (Offer.TakenBack.THROUGH_SOMEBODY, gettext_lazy("somebody brought their word")),
        ],
        widget=forms.RadioSelect,
    )
    through = forms.CharField(
        label=gettext_lazy("Who brought it"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Only where somebody brought their word."),
    )
    evidence = forms.CharField(
        label=gettext_lazy("Which paper"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Only where they wrote it: none is asked of them, their word is enough."),
    )


class BeginForm(AskForm):
    """Work has begun."""

    intro = gettext_lazy("From this day follow-ups come up after 30, 90, 180 and 365 days.")
    button = gettext_lazy("Work has begun")

    began_on = DayField(label=gettext_lazy("First day of work"))
    not_asked_because = not_asked_field()
    evidence = forms.ChoiceField(label=gettext_lazy("How do we know?"))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["evidence"].choices = choices("evidence_grades")


def _accept(request: HttpRequest, offer: Offer, said: Said) -> str:
    accepted = accept_offer(
        actor=request.actor,
        offer=offer,
        on=request.on,
        at=moment(request.on),
        how=Offer.How.PAPER_AT_DESK,
        **said,
    )
    if accepted.cooling_off_until:
        return _("Accepted. Work outside the county cools off for 48 hours before it can begin.")
    return _("Accepted. Record it when work begins.")


def _decline(request: HttpRequest, offer: Offer, said: Said) -> str:
    decline_offer(
        actor=request.actor, offer=offer, on=request.on, at=moment(request.on), how=Offer.How.PAPER_AT_DESK,
        **said,
    )  # fmt: skip
    return _("Declined. Nothing else has changed.")


def _through(request: HttpRequest, offer: Offer, said: Said) -> str:
    declines = said["answer"] == "no"
    answer = decline_offer if declines else accept_offer
    answer(
        actor=request.actor,
        offer=offer,
        on=request.on,
        at=moment(request.on),
        how=Offer.How.THROUGH_SOMEBODY,
        through=said["through"],
    )
    if not declines:
        return _("Kept as word through somebody else. The offer waits for the person's own word.")
    return _("Declined, through somebody else. Nothing else has changed.")


def _withdraw(request: HttpRequest, offer: Offer, said: Said) -> str:
    withdraw(actor=request.actor, offer=offer, on=request.on, **said)
    return _("Taken back.")


def _begin(request: HttpRequest, offer: Offer, said: Said) -> str:
    if said["began_on"] > request.on:
        raise Refused("not_yet_begun")
    spell = Spell.objects.filter(offer=offer).first()
    if spell is None:
        raise Http404
    at = moment(request.on) if said["began_on"] == request.on else None
    begin_spell(
        actor=request.actor, spell=spell, on=said["began_on"], at=at, evidence=said["evidence"],
        not_asked_because=said["not_asked_because"],
    )  # fmt: skip
    return _("Work has begun. The first follow-up comes up in 30 days.")


def offer_act(
    *,
    right: str,
    title: Any,
    form: type[AskForm],
    write: Callable[[HttpRequest, Offer, Said], str],
    day: str = "",
) -> View:
    """A page that records one thing about an offer."""

    @screen(right=right, title=title, methods=("GET", "POST"))
    def page(request: HttpRequest, key: str) -> HttpResponse:
        found = offer_of(request, key, right)
        work = with_occupation(found.terms["title"], found.terms["occupation"])
        about = f"{name_words(found.person)}: {work} · {found.terms['employer']}"
        return ask(
            request,
            form_class=form,
            start={day: request.on} if day else {},
            subject=found,
            write=write,
            to=reverse("offer", kwargs={"key": key}),
            context={"title": title, "about": about},
        )

    return page


DESK = "casework.answer_at_desk"
accept = offer_act(right=DESK, title=gettext_lazy("They accept, on paper"), form=AcceptForm, write=_accept)
decline = offer_act(right=DESK, title=gettext_lazy("They decline"), form=DeclineForm, write=_decline)
through = offer_act(
    right=DESK, title=gettext_lazy("Word through somebody else"), form=ThroughForm, write=_through
)
take_back = offer_act(right=DESK, title=gettext_lazy("They take it back"), form=TakeBackForm, write=_withdraw)
begin = offer_act(
    right="casework.record_spell",
    title=gettext_lazy("Work has begun"),
    form=BeginForm,
    write=_begin,
    day="began_on",
)


@screen(right="casework.offer", title=gettext_lazy("Code for their own page"), methods=("GET", "POST"))
def worker_code(request: HttpRequest, key: str) -> HttpResponse:
    """A one-time code that opens the person's own page, shown on this one answer only."""
    person = person_of(request, key, "casework.offer")
    context = {"title": _("Code for their own page"), "person": person, "name": name_words(person)}
    if request.method == "POST":
        code = make_worker_code(actor=request.actor, person=person, at=timezone.now())
        context |= {"code": f"{code[:4]} {code[4:]}", "hours": HOURS}
        context["address"] = request.build_absolute_uri(reverse("worker"))
    return render(request, "offers/code.html", context)
