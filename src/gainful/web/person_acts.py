"""Recording something about a person: each act is one small form, and one action of a chapter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import NotAllowed, Refused
from gainful.accounts.second_factor import note_shown
from gainful.casework.actions import (
    correct_person_at_work,
    end_consent,
    end_spell,
    record_pay,
    record_service,
    tell_of_job,
    upgrade_evidence,
)
from gainful.casework.models import ProtectionCase, Spell
from gainful.registry.actions import (
    give_consent,
    record_answer,
    record_death,
    record_moving,
)
from gainful.registry.models import Consent, Household, Person, Wish
from gainful.training.actions import award_certificate
from gainful.web import person_forms as forms
from gainful.web.form_fields import AskForm
from gainful.web.people_status import job_words, name_words
from gainful.web.person import person_of
from gainful.web.screen import View, done, screen
from gainful.words import label, refusal_sentence

Write = Callable[[HttpRequest, Any, dict[str, Any]], str | tuple[str, str]]
"""Does the act with what was said; gives the sentence that says what was done, and where to go if elsewhere."""


def ask(
    request: HttpRequest,
    *,
    form_class: type[AskForm],
    start: dict[str, Any],
    subject: Any,
    write: Write,
    to: str,
    context: dict[str, Any],
    template: str = "person/form.html",
) -> HttpResponse:
    """Show a form, or do what it says; a refusal comes back on the form, with all that was filled in."""
    refusal, status = "", 200
    form = form_class(request.POST) if request.method == "POST" else form_class(initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            said = write(request, subject, form.cleaned_data)
        except NotAllowed:
            raise
        except Refused as fault:
            refusal, status = refusal_sentence(fault), 409
        else:
            return done(request, *(said if isinstance(said, tuple) else (said, to)))
    return render(request, template, {"form": form, "refusal": refusal, "back": to, **context}, status=status)


def person_act(
    *,
    right: str,
    title: Any,
    form: type[AskForm],
    write: Write,
    day: str = "",
    start: Callable[[HttpRequest, Person], dict[str, Any]] | None = None,
) -> View:
    """A page that records one thing about a person; `day` is the field that starts with today."""

    @screen(right=right, title=title, methods=("GET", "POST"))
    def page(request: HttpRequest, key: str) -> HttpResponse:
        person = person_of(request, key, right)
        return ask(
            request,
            form_class=form,
            start=({day: request.on} if day else {}) | (start(request, person) if start else {}),
            subject=person,
            write=write,
            to=reverse("person", kwargs={"key": key}),
            context={"title": title, "about": name_words(person)},
        )

    return page


def _said_last(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What they answered last, to go through with them; whether they want work is always asked anew."""
    last = Wish.objects.of_person(person).filter(asked_on__lte=request.on).first()
    asked = [name for name in forms.AnswerForm.base_fields if name not in ("asked_on", "how", "willing")]
    return {name: _as_chosen(getattr(last, name)) for name in asked} if last else {}


def _as_chosen(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _answer(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    record_answer(actor=request.actor, person=person, **said)
    return _("The answer is recorded.")


def _consent(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    given = give_consent(actor=request.actor, person=person, **said)
    return _("Consent recorded: %(purpose)s.") % {"purpose": label("consent_purposes", given.purpose)}


def _death(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    record_death(actor=request.actor, person=person, **said)
    return _("The death is recorded. Membership, consents and account have ended.")


def _moving(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    number = said.pop("to_household").strip()
    household = household_numbered(request, number) if number else None
    record_moving(actor=request.actor, person=person, to_household=household, **said)
    return _("The moving is recorded.")


def household_numbered(request: HttpRequest, number: str) -> Household:
    """The household of a number, where this reader may record people; refused where there is none."""
    found = Household.objects.visible_to(request.actor, "people.record").filter(number=number).first()
    if found is None:
        raise Refused("no_such_household", number=number)
    return found


def _service(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    given = record_service(actor=request.actor, person=person, **said)
    return _("Service recorded: %(service)s.") % {"service": label("service_needs", given.kind)}


def _job(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    kept = tell_of_job(actor=request.actor, person=person, on=request.on, **said)
    if isinstance(kept, ProtectionCase):
        return _(
            "This is a child: no job is recorded, and a protection case is open for the independent desk."
        )
    return _("The job is recorded: %(job)s.") % {"job": job_words(kept)}


def _certificate(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    award_certificate(actor=request.actor, person=person, **said)
    return _("The certificate is recorded.")


answer = person_act(
    right="people.record", title=gettext_lazy("What they answered about work"), form=forms.AnswerForm,
    write=_answer, day="asked_on", start=_said_last,
)  # fmt: skip
consent = person_act(
    right="consent.record", title=gettext_lazy("Consent"), form=forms.ConsentForm, write=_consent,
    day="given_on",
)  # fmt: skip
death = person_act(right="people.record", title=gettext_lazy("A death"), form=forms.DeathForm, write=_death)
moving = person_act(right="people.record", title=gettext_lazy("Moving"), form=forms.MovingForm, write=_moving)
service = person_act(
    right="casework.follow_up", title=gettext_lazy("A service given"), form=forms.ServiceForm,
    write=_service, day="given_on",
)  # fmt: skip
job = person_act(
    right="casework.record_spell", title=gettext_lazy("A job they have or had"), form=forms.JobForm,
    write=_job,
)  # fmt: skip
certificate = person_act(
    right="training.record", title=gettext_lazy("A certificate"), form=forms.CertificateForm,
    write=_certificate,
)  # fmt: skip


@screen(right="people.correct", title=gettext_lazy("Put right"), methods=("GET", "POST"))
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """What is recorded of a person, to be corrected; a refused number is mended here."""
    person = person_of(request, key, "people.correct")
    names = [name for name in forms.CorrectForm.base_fields if name not in ("id_number", "phone")]
    note_shown(request, [person.key], "person_correct")

    def write(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
        changes = {name: value for name, value in said.items() if name != "id_number" or value}
        cases = correct_person_at_work(actor=request.actor, person=person, on=request.on, changes=changes)
        if cases:
            return _("Put right. A child is at work: a protection case is open for the independent desk.")
        return _("Put right.")

    return ask(
        request,
        form_class=forms.CorrectForm,
        start={name: getattr(person, name) for name in names} | {"phone": person.unsealed("phone")},
        subject=person,
        write=write,
        to=reverse("person", kwargs={"key": key}),
        context={"title": _("Put right"), "about": name_words(person)},
    )


@screen(right="casework.answer", title=gettext_lazy("Take back a consent"), methods=("GET", "POST"))
def withdraw_consent(request: HttpRequest, key: str, consent: str) -> HttpResponse:
    """A person takes a consent back."""
    person = person_of(request, key, "casework.answer")
    found = (
        Consent.objects.visible_to(request.actor, "casework.answer")
        .filter(key=consent, person=person)
        .first()
    )
    if found is None:
        raise Http404

    def write(request: HttpRequest, found: Consent, said: dict[str, Any]) -> str:
        end_consent(actor=request.actor, consent=found, on=request.on, how=said["how"])
        return _("The consent is taken back.")

    purpose = label("consent_purposes", found.purpose)
    return ask(
        request,
        form_class=forms.WithdrawForm,
        start={},
        subject=found,
        write=write,
        to=reverse("person", kwargs={"key": key}),
        context={"title": _("Take back a consent"), "about": f"{name_words(person)}: {purpose}"},
    )


def spell_act(*, right: str, title: Any, form: type[AskForm], write: Write, shared: bool = False) -> View:
    """A page that records something about a job; `shared` ones are open to the office of the place of work too."""

    @screen(right=right, title=title, methods=("GET", "POST"))
    def page(request: HttpRequest, key: str) -> HttpResponse:
        spells = Spell.objects.select_related("person").filter(key=key)
        at_home = spells.visible_to(request.actor, right).first()
        spell = at_home or (spells.counted().worked_at(request.actor, right).first() if shared else None)
        if spell is None:
            raise Http404
        home = request.actor.may("people.see", spell.person.area)
        to = reverse("person", kwargs={"key": spell.person.key}) if home else reverse("spell", args=[key])
        about = f"{name_words(spell.person)}: {job_words(spell)}"
        return ask(
            request, form_class=form, start={}, subject=spell, write=write, to=to,
            context={"title": title, "about": about},
        )  # fmt: skip

    return page


def _end(request: HttpRequest, spell: Spell, said: dict[str, Any]) -> str:
    end_spell(actor=request.actor, spell=spell, on=request.on, **said)
    return _("The end of the job is recorded.")


def _pay(request: HttpRequest, spell: Spell, said: dict[str, Any]) -> str:
    record_pay(actor=request.actor, spell=spell, on=request.on, **said)
    return _("The pay is recorded.")


def _evidence(request: HttpRequest, spell: Spell, said: dict[str, Any]) -> str:
    upgrade_evidence(actor=request.actor, spell=spell, **said)
    return _("The evidence is recorded.")


end_of_spell = spell_act(
    right="casework.record_spell", title=gettext_lazy("The job is over"), form=forms.EndForm, write=_end
)
pay_of_spell = spell_act(
    right="casework.follow_up",
    title=gettext_lazy("Pay received"),
    form=forms.PayForm,
    write=_pay,
    shared=True,
)
evidence_of_spell = spell_act(
    right="casework.record_spell", title=gettext_lazy("Better evidence"), form=forms.EvidenceForm,
    write=_evidence,
)  # fmt: skip
