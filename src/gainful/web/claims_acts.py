"""Acts on a claim: each is one form of its page, and one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.benefits.actions import (
    answer_objection,
    approve,
    ask_for,
    decide,
    decide_again,
    make_letter,
    object_to,
    propose,
    record_evidence,
    record_fact,
    replace_after_objection,
    return_decision,
    settle_reopening,
    tell,
    withdraw_claim,
)
from gainful.benefits.models import Claim, Decision, Letter, Objection, Reopening
from gainful.web import claims_forms
from gainful.web.claims import claim_of
from gainful.web.person import person_of
from gainful.web.screen import View, answer_refusal, done, screen

Write = Callable[[HttpRequest, Claim, dict[str, Any]], str]


def _step(right: str, title: Any, form_class: type[forms.Form], write: Write) -> View:
    """One form of the claim's page and one action; afterwards the page again, or the list where it is out of sight."""

    @screen(right=right, title=title, methods=("POST",))
    def page(request: HttpRequest, key: str) -> HttpResponse:
        one = claim_of(request, key)
        form = form_class(request.POST)
        if not form.is_valid():
            return answer_refusal(request, Refused("say_why"))
        return done(request, write(request, one, form.cleaned_data), reverse("claim", kwargs={"key": key}))

    return page


def _decide(request: HttpRequest, one: Claim, said: dict[str, Any]) -> str:
    decide(actor=request.actor, claim=one, grants=said["grants"] == "yes", on=request.on)
    return _("Decided. A second officer looks at it now.")


class DecideForm(forms.Form):
    """Granted or not."""

    grants = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


def _waiting(one: Claim) -> Decision:
    found = one.decisions.filter(state=Decision.State.PROPOSED).first()
    if found is None:
        raise Refused("decided_already")
    return found


def _approve(request: HttpRequest, one: Claim, _said: dict[str, Any]) -> str:
    approve(actor=request.actor, decision=_waiting(one), on=request.on)
    return _("Approved. Tell the person: the letter is on this page.")


def _return(request: HttpRequest, one: Claim, said: dict[str, Any]) -> str:
    return_decision(actor=request.actor, decision=_waiting(one), because=said["because"], on=request.on)
    return _("Returned with your reason.")


class KindForm(claims_forms.EvidenceForm):
    """Which piece of evidence was seen."""

    kind = forms.CharField(max_length=80)


def _seen(request: HttpRequest, one: Claim, said: dict[str, Any]) -> str:
    record_evidence(
        actor=request.actor, claim=one, kind=said["kind"], kept_at=said["kept_at"], seen_on=request.on
    )
    return _("Recorded.")


def _fact(request: HttpRequest, one: Claim, said: dict[str, Any]) -> str:
    record_fact(actor=request.actor, claim=one, on=request.on, **said)
    return _("Recorded.")


def _withdraw(request: HttpRequest, one: Claim, _said: dict[str, Any]) -> str:
    withdraw_claim(actor=request.actor, claim=one, on=request.on)
    return _("Withdrawn.")


class ChosenForm(forms.Form):
    """Which decision of the claim."""

    decision = forms.CharField(max_length=16)


def _chosen(one: Claim, key: str) -> Decision:
    found = one.decisions.filter(key=key).first()
    if found is None:
        raise Http404
    return found


class ObjectForm(claims_forms.ObjectForm, ChosenForm):
    """An objection to one of them."""


def _object(request: HttpRequest, one: Claim, said: dict[str, Any]) -> str:
    objection = object_to(
        actor=request.actor, decision=_chosen(one, said["decision"]), words=said["words"], how=said["how"],
        on=request.on,
    )  # fmt: skip
    return _("Taken down. Somebody else answers by {day}.").format(day=objection.answer_by.isoformat())


class AnswerForm(claims_forms.AnswerForm):
    """The answer, and whether the decision stands."""

    objection = forms.CharField(max_length=16)
    outcome = forms.ChoiceField(choices=[("stands", "stands"), ("anew", "anew")])


def _answer(request: HttpRequest, one: Claim, said: dict[str, Any]) -> str:
    objection = Objection.objects.filter(decision__claim=one, key=said["objection"]).first()
    if objection is None:
        raise Http404
    given = {"actor": request.actor, "objection": objection, "answer": said["answer"], "on": request.on}
    if said["outcome"] == "anew":
        replace_after_objection(**given)
        return _("Decided anew. A second officer looks at it now.")
    answer_objection(**given)
    return _("Answered: the decision stands.")


class ReopenedForm(claims_forms.BecauseForm):
    """Whether to decide again."""

    reopening = forms.CharField(max_length=16)
    outcome = forms.ChoiceField(choices=[("stands", "stands"), ("anew", "anew")])


def _reopened(request: HttpRequest, one: Claim, said: dict[str, Any]) -> str:
    reopening = Reopening.objects.filter(decision__claim=one, key=said["reopening"]).first()
    if reopening is None:
        raise Http404
    if said["outcome"] == "anew":
        decide_again(actor=request.actor, reopening=reopening, on=request.on)
        return _("Decided anew. A second officer looks at it now.")
    settle_reopening(actor=request.actor, reopening=reopening, because=said["because"], on=request.on)
    return _("Kept: the decision stands.")


class LetterToldForm(claims_forms.ToldForm):
    """Which letter was told, and how."""

    letter = forms.CharField(max_length=16)


def _told(request: HttpRequest, one: Claim, said: dict[str, Any]) -> str:
    letter = Letter.objects.filter(decision__claim=one, key=said["letter"]).first()
    if letter is None:
        raise Http404
    tell(actor=request.actor, letter=letter, how=said["how"], on=request.on)
    return _("Recorded.")


decided = _step("claims.decide", gettext_lazy("Decide a claim"), DecideForm, _decide)
approved = _step("claims.approve", gettext_lazy("Approve a decision"), forms.Form, _approve)
returned = _step("claims.approve", gettext_lazy("Return a decision"), claims_forms.ReturnForm, _return)
evidence = _step("claims.decide", gettext_lazy("Evidence seen"), KindForm, _seen)
fact = _step("claims.decide", gettext_lazy("A fact seen on paper"), claims_forms.FactForm, _fact)
withdrawn = _step("claims.ask", gettext_lazy("Withdraw a claim"), forms.Form, _withdraw)
objected = _step("claims.object", gettext_lazy("Object to a decision"), ObjectForm, _object)
answered = _step("claims.answer_objection", gettext_lazy("Answer an objection"), AnswerForm, _answer)
reopened = _step("claims.decide", gettext_lazy("A fact changed"), ReopenedForm, _reopened)
told = _step("claims.decide", gettext_lazy("How they were told"), LetterToldForm, _told)


class LetterForm(ChosenForm):
    """Which letter."""

    language = forms.ChoiceField(choices=[("zh", "zh"), ("en", "en")])


@screen(right="claims.letter", title=gettext_lazy("The letter of a decision"), methods=("POST",))
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """The letter as PDF, in Chinese or English."""
    one = claim_of(request, key)
    form = LetterForm(request.POST)
    if not form.is_valid():
        raise Http404
    decision = _chosen(one, form.cleaned_data["decision"])
    pdf = make_letter(
        actor=request.actor, decision=decision, language=form.cleaned_data["language"], on=request.on
    )
    return pdf_answer(pdf, decision, form.cleaned_data["language"])


def pdf_answer(pdf: bytes, decision: Decision, language: str) -> HttpResponse:
    """A letter to be looked at or printed; its name says the decision's number and nothing of the person."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="decision-{decision.key}-{language}.pdf"'
    return answer


class AskForm(forms.Form):
    """Which benefit is asked for, for which job or course, and how it was asked."""

    rule = forms.CharField(max_length=60)
    about = forms.CharField(max_length=40, required=False)
    how = forms.ChoiceField(choices=claims_forms.WAYS)


@screen(right="claims.ask", title=gettext_lazy("Ask for a benefit"), methods=("POST",))
def asked(request: HttpRequest, key: str) -> HttpResponse:
    """A benefit asked for by a person, taken down by an officer."""
    person = person_of(request, key, "claims.ask")
    form = AskForm(request.POST)
    if not form.is_valid():
        return answer_refusal(request, Refused("say_how_it_was_asked"))
    ask_for(actor=request.actor, person=person, on=request.on, **form.cleaned_data)
    return done(request, _("Taken down. It is decided at the benefits desk."), _back(person.key))


@screen(right="claims.ask", title=gettext_lazy("Propose what is due"), methods=("POST",))
def proposed(request: HttpRequest, key: str) -> HttpResponse:
    """A claim for each benefit that is due to a person and unclaimed."""
    person = person_of(request, key, "claims.ask")
    opened = propose(actor=request.actor, person=person, on=request.on)
    said = (
        _("Claims opened: {count}.").format(count=len(opened)) if opened else _("Nothing due is unclaimed.")
    )
    return done(request, said, _back(person.key))


def _back(key: str) -> str:
    return reverse("person_benefits", kwargs={"key": key})
