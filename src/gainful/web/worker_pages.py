"""What a person sees and does on their own page: offers, wishes, consents, work, training, who looked, objecting."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.actor import Role
from gainful.accounts.models import Posting, ReadEntry
from gainful.accounts.phones import phones_for
from gainful.casework.actions import accept_offer, decline_offer, end_consent, withdraw
from gainful.casework.models import Assignment, Offer, Passenger, PayEvidence, Spell, TravelAnswer
from gainful.registry.actions.consents import give_own_consent
from gainful.registry.actions.wishes import answer_for_oneself
from gainful.registry.models import Consent, Membership, Person, Wish
from gainful.terms.places import area_range
from gainful.training.models import Award, Certificate, Enrolment
from gainful.web.form_fields import STAYS, AskForm, CodeField, CodesField, DayField, MoneyField, YesNoField
from gainful.web.offers import moment
from gainful.web.offers_terms import answer_words, cooling_words, offer_lines, taken_back_words
from gainful.web.person_card import Job, job, with_retractions
from gainful.web.screen import done
from gainful.web.shortlist_words import reasons_words
from gainful.web.worker import Worker, own_page, page_context
from gainful.words import label

OWN_STATES = {
    Offer.State.SHOWN: (gettext_lazy("waits for your answer"), "due"),
    Offer.State.ACCEPTED: (gettext_lazy("you said yes"), "good"),
    Offer.State.DECLINED: (gettext_lazy("you said no"), ""),
    Offer.State.WITHDRAWN: (gettext_lazy("you took it back"), ""),
    Offer.State.LAPSED: (gettext_lazy("no longer open"), ""),
}
TO_GIVE = (
    Consent.Purpose.REFERRAL,
    Consent.Purpose.SHARING,
    Consent.Purpose.ORGANISED_EXPORT,
    Consent.Purpose.STORY,
)


def _page(request: HttpRequest, worker: Worker, template: str, title: str, **more: Any) -> HttpResponse:
    return render(request, f"worker/{template}.html", page_context(worker, title) | more)


def _shown(offer: Offer) -> dict[str, Any]:
    word, shape = OWN_STATES[Offer.State(offer.state)]
    return {"offer": offer, "word": word, "shape": shape}


@own_page(title=gettext_lazy("Openings shown to me"))
def my_offers(request: HttpRequest, worker: Worker) -> HttpResponse:
    """What was shown to them; what waits for their answer first."""
    rows = Offer.objects.of_person(worker.person).order_by("-shown_on", "-pk")
    listed = sorted((_shown(one) for one in rows), key=lambda one: one["offer"].state != "shown")
    return _page(request, worker, "offers", _("Openings shown to me"), rows=listed)


def _own_offer(worker: Worker, key: str) -> Offer:
    found: Offer | None = Offer.objects.of_person(worker.person).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@own_page(title=gettext_lazy("An opening shown to me"))
def my_offer(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """Everything they must know, and yes or no side by side."""
    offer = _own_offer(worker, key)
    spell = Spell.objects.filter(offer=offer).first()
    begun = spell is not None and spell.state in ("working", "ended")
    reasons, questions = reasons_words(offer.reasons, offer.shown_on)
    mine = offer.person_id == worker.person.pk
    return _page(
        request,
        worker,
        "offer",
        offer.terms["title"],
        **_shown(offer),
        lines=offer_lines(offer),
        reasons=reasons,
        questions=questions,
        answer=answer_words(offer),
        taken_back=taken_back_words(offer),
        cooling=cooling_words(offer, moment(request.on))
        if offer.state == Offer.State.ACCEPTED and not begun
        else "",
        may_answer=mine and offer.state == Offer.State.SHOWN,
        may_take_back=mine and offer.state == Offer.State.ACCEPTED and not begun,
    )


@own_page(title=gettext_lazy("Say yes"), methods=("POST",))
def my_accept(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """Their own yes, in one tap."""
    offer = accept_offer(
        actor=worker.actor, offer=_own_offer(worker, key), on=request.on, at=moment(request.on)
    )
    sentence = _("You said yes. You may take it back at any time before work begins.")
    return done(request, sentence, reverse("my_offer", kwargs={"key": offer.key}))


@own_page(title=gettext_lazy("Say no"), methods=("POST",))
def my_decline(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """Their own no, in one tap."""
    decline_offer(actor=worker.actor, offer=_own_offer(worker, key), on=request.on, at=moment(request.on))
    return done(request, _("You said no. Nothing else changes for you."), reverse("my_offers"))


@own_page(title=gettext_lazy("Take it back"), methods=("POST",))
def my_take_back(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """They take back their yes."""
    withdraw(actor=worker.actor, offer=_own_offer(worker, key), on=request.on)
    return done(request, _("You took it back. Nothing else changes for you."), reverse("my_offers"))


class WishForm(AskForm):
    """What somebody wants, in their own words; every question may be left open."""

    willing = YesNoField(label=gettext_lazy("Do you want work?"))
    scope = CodeField("wish_scopes", label=gettext_lazy("How far away may it be?"), required=False)
    any_occupation = YesNoField(label=gettext_lazy("Is any kind of work all right?"))
    occupations = CodesField("occupations", label=gettext_lazy("Which kinds of work?"), leaving=("any",))
    pay_at_least_fen = MoneyField(label=gettext_lazy("At least how much a month (yuan)?"))
    available_on = DayField(label=gettext_lazy("From when?"), required=False)
    care = CodeField("care_burdens", label=gettext_lazy("Do you look after somebody?"), required=False)
    stays_within = forms.ChoiceField(
        label=gettext_lazy("Does anything keep you from leaving home for work?"), choices=STAYS, required=False,
        help_text=gettext_lazy("Left open, what you said before stands."),
    )  # fmt: skip
    training_willing = YesNoField(label=gettext_lazy("Do you want training?"))
    training_occupation = CodeField(
        "occupations", label=gettext_lazy("Training for what?"), required=False, leaving=("any",)
    )
    own_business_willing = YesNoField(label=gettext_lazy("Do you want to start a business?"))


@own_page(title=gettext_lazy("What I want"), methods=("GET", "POST"))
def my_wish(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Their answers, to be changed at any time; earlier ones are kept."""
    last = Wish.objects.of_person(worker.person).filter(asked_on__lte=request.on).first()
    form = WishForm(request.POST) if request.method == "POST" else WishForm(initial=_said(last))
    if request.method == "POST" and form.is_valid():
        services = list(last.services_wanted) if last else []
        answer = form.cleaned_data | {"services_wanted": services}
        answer_for_oneself(actor=worker.actor, person=worker.person, asked_on=request.on, **answer)
        return done(request, _("Kept. You may change it at any time."), reverse("worker"))
    return _page(request, worker, "wishes", _("What I want"), form=form, last=last)


def _said(last: Wish | None) -> dict[str, Any]:
    said = {name: getattr(last, name) for name in WishForm.base_fields} if last else {}
    return {
        name: ("yes" if value else "no") if isinstance(value, bool) else value for name, value in said.items()
    }


@own_page(title=gettext_lazy("What I agreed to"))
def my_consents(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Consents, each to be taken back in one tap; and those they may give."""
    rows = Consent.objects.filter(person=worker.person).order_by("-given_on", "-pk")
    live = [one for one in rows if one.withdrawn_at is None]
    given = {one.purpose for one in live}
    return _page(
        request,
        worker,
        "consents",
        _("What I agreed to"),
        live=live,
        ended=[one for one in rows if one.withdrawn_at is not None],
        to_give=[(str(one), label("consent_purposes", one)) for one in TO_GIVE if one not in given],
    )


@own_page(title=gettext_lazy("Take a consent back"), methods=("POST",))
def my_withdraw(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """They take a consent back, at once, without a reason."""
    consent = Consent.objects.filter(person=worker.person, key=key).first()
    if consent is None:
        raise Http404
    end_consent(actor=worker.actor, consent=consent, on=request.on)
    return done(request, _("Taken back, at once. You lose nothing by it."), reverse("my_consents"))


@own_page(title=gettext_lazy("Agree"), methods=("POST",))
def my_agree(request: HttpRequest, worker: Worker, purpose: str) -> HttpResponse:
    """They agree to one purpose themselves. To a placement one agrees with a yes to an offer, never in advance."""
    if purpose not in TO_GIVE:
        raise Http404
    give_own_consent(
        actor=worker.actor, person=worker.person, purpose=Consent.Purpose(purpose), given_on=request.on
    )
    return done(request, _("Kept. You may take it back at any time."), reverse("my_consents"))


@own_page(title=gettext_lazy("My work and pay"))
def my_work(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Their jobs, with the pay agreed and received."""
    jobs = jobs_with_pay(worker.person, request.on)
    seats = Passenger.objects.of_person(worker.person).aboard().exclude(journey__state="called_off")
    seats = seats.select_related("journey").order_by("-leaves_on", "-pk")
    changed = TravelAnswer.objects.of_person(worker.person).waiting().select_related("change")
    return _page(request, worker, "work", _("My work and pay"), jobs=jobs, seats=seats, changed=changed)


def jobs_with_pay(person: Person, on: date, *, most: int | None = None, called_off: bool = True) -> list[Job]:
    """A person's jobs, the newest first, with the pay agreed and received; in three queries."""
    spells = Spell.objects.of_person(person).order_by("-starts_on", "-pk")
    spells = spells if called_off else spells.exclude(state=Spell.State.CALLED_OFF)
    pay = Prefetch("pay_evidence", PayEvidence.objects.order_by("-month"))
    return [job(one, on) for one in with_retractions(list(spells.prefetch_related(pay, "follow_ups")[:most]))]


@own_page(title=gettext_lazy("My training"))
def my_training(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Courses and certificates."""
    courses = Enrolment.objects.of_person(worker.person).select_related("course")
    held = Certificate.objects.filter(person=worker.person).order_by("-awarded_on", "pk")
    awards = Award.objects.filter(person=worker.person).order_by("-awarded_on", "pk")
    return _page(
        request, worker, "training", _("My training"), enrolments=courses, certificates=held, awards=awards
    )


@own_page(title=gettext_lazy("Who looked at my record"))
def my_readings(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Who opened their record and when, each account once a day on each page."""
    entries = ReadEntry.objects.filter(person_key=worker.person.key).select_related("account")
    seen: dict[tuple[Any, ...], ReadEntry] = {}
    for one in entries.order_by("-pk")[:500]:
        seen.setdefault((one.account_id, one.at.date(), one.screen), one)
    return _page(request, worker, "readings", _("Who looked at my record"), readings=list(seen.values()))


@own_page(title=gettext_lazy("Object or complain"))
def my_objection(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Whom to tell, and what they may ask for."""
    told = whom_to_tell(worker.person, request.on)
    return _page(request, worker, "objection", _("Object or complain"), **told)


def whom_to_tell(person: Person, on: date) -> dict[str, Any]:
    """The officer of the person's household, the independent desks posted over where they live, and their phones."""
    home = Membership.objects.filter(person=person, until_on=None).first()
    held = Assignment.objects.filter(household_id=home.household_id, until_on=None) if home else None
    officer = held.select_related("officer").first() if held is not None else None
    posted = Posting.objects.in_force(on).filter(role=Role.INDEPENDENT_DESK.value, account__is_active=True)
    near = {
        str(one.account)
        for one in posted.select_related("account")
        if area_range(one.area)[0] <= person.area <= area_range(one.area)[1]
    }
    return {"officer": officer, "desks": sorted(near), **phones_for(person.area)}
