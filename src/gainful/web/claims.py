"""Claims: the queue by what is to do, and one claim with its conditions, evidence, decisions, letters, objections."""

from __future__ import annotations

import json
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.benefits import newly_due, worklists
from gainful.benefits.asked import Asked, of_claim, rules
from gainful.benefits.lacking import lacking
from gainful.benefits.matters import matter
from gainful.benefits.models import Claim, Decision, Objection, Reopening
from gainful.casework.counting import counted
from gainful.terms.facts import FACTS
from gainful.web import claims_words as words
from gainful.web.account_lines import account_url, payee_of
from gainful.web.claims_forms import (
    AnswerForm,
    BecauseForm,
    EvidenceForm,
    FactForm,
    ObjectForm,
    ReturnForm,
    ToldForm,
)
from gainful.web.people_status import name_words
from gainful.web.screen import screen
from gainful.web.shortlist_words import place_words
from gainful.words import language, money

SEE = "claims.see"
DESK = "claims.answer_objection"


def title_of(rule: str) -> str:
    """A benefit's name in the reader's language; its code where the programme has no such rule any more."""
    known = rules().get(rule)
    return known.title[language()] if known is not None else rule


@screen(right=DESK, title=gettext_lazy("Claims"))
def claims(request: HttpRequest) -> HttpResponse:
    """What is to do about claims, by list; a number on each. The first list with something in it is opened."""
    lists = lists_for(request)
    counts = counted(lists)
    chosen = request.GET.get("list", "")
    if chosen not in lists:
        chosen = next((name for name in lists if counts[name]), next(iter(lists)))
    page = Paginator(_with_claims(lists[chosen]), 50).get_page(request.GET.get("page"))
    context = {
        "title": _("Claims"),
        "filters": [(name, words.LISTS[name], counts[name], name == chosen) for name in lists],
        "page": page,
        "rows": _rows(request, list(page)),
        "empty": words.EMPTY[chosen],
        "may_tell": request.actor.may(newly_due.RIGHT),
        "may_employers": request.actor.may("claims.ask_for_employer"),
        "may_books": request.actor.may("books.see"),
    }
    return render(request, "claims/list.html", context)


def lists_for(request: HttpRequest) -> dict[str, Any]:
    """The lists of claims that this reader has something to do with."""
    return {
        name: read(request.actor, request.on)
        for name, read in worklists.LISTS.items()
        if request.actor.may(RIGHTS[name])
    }


RIGHTS = {
    "claims_to_decide": "claims.decide",
    "decisions_to_approve": "claims.approve",
    "objections_to_answer": DESK,
    "decisions_reopened": "claims.decide",
    "entitled_but_unpaid": SEE,
    "accounts_missing": SEE,
}


def _with_claims(rows: Any) -> Any:
    """The rows with what a line shows of their claim, in the same queries whatever the length."""
    if rows.model is Claim:
        return rows.select_related("person", "employer")
    way = "claim" if rows.model is Decision else "decision__claim"
    return rows.select_related(f"{way}__person", f"{way}__employer")


def _claim_of(one: Any) -> Claim:
    """The claim that a line is about."""
    found = one if isinstance(one, Claim) else one.claim if isinstance(one, Decision) else one.decision.claim
    assert isinstance(found, Claim)
    return found


def _rows(request: HttpRequest, page: list[Any]) -> list[dict[str, Any]]:
    """The lines, each with what its claim lacks as far as that is known without asking the rule."""
    lacks = lacking([_claim_of(one) for one in page], request.on)
    return [_row(request, one) | {"lacks": lacks[_claim_of(one).pk]} for one in page]


def _row(request: HttpRequest, one: Any) -> dict[str, Any]:
    claim = _claim_of(one)
    by, amount = claim.apply_by, None
    if isinstance(one, Decision):
        amount = one.amount_fen
    if isinstance(one, Objection):
        by = one.answer_by
    state, mark = words.STATES[claim.state]
    return {
        "claim": claim,
        "title": title_of(claim.rule),
        "who": _who(request, claim),
        "where": place_words(claim.area, "", request.on),
        "since": _since(one),
        "by": by,
        "late": by is not None and by < request.on,
        "amount": money(amount) if amount is not None else "",
        "state": state,
        "mark": mark,
        "fact": FACTS[one.fact].meaning[language()]
        if isinstance(one, Reopening) and one.fact in FACTS
        else "",
    }


def _since(one: Any) -> Any:
    match one:
        case Decision():
            return one.decided_on
        case Objection():
            return one.made_on
        case Reopening():
            return one.found_on
    return one.asked_on


def _who(request: HttpRequest, claim: Claim) -> str:
    """Whose claim it is; whoever answers an appeal from outside need not read the name."""
    if claim.of_employer:
        named = claim.employer is not None and request.actor.may("people.see", claim.area)
        return claim.employer.name if named else _("an employer")
    if claim.person is not None and request.actor.may("people.see", claim.area):
        return name_words(claim.person)
    return _("a person")


def claim_of(request: HttpRequest, key: str) -> Claim:
    """A claim of the reader's own areas; one that was appealed against for whoever answers appeals there."""
    rows = Claim.objects.select_related("person", "employer", "workshop", "asked_by")
    found = rows.filter(pk__in=Claim.objects.visible_to(request.actor, SEE).values("pk"), key=key).first()
    if found is None:
        appealed = Claim.objects.visible_to(request.actor, "claims.answer_appeal").filter(
            decisions__objections__kind=Objection.Kind.APPEAL
        )
        found = rows.filter(pk__in=appealed.values("pk"), key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right=DESK, title=gettext_lazy("A claim"))
def claim(request: HttpRequest, key: str) -> HttpResponse:
    """One claim: what the rule says and why, what is missing, the decisions, and the next step for this reader."""
    one = claim_of(request, key)
    if one.person is not None:
        note_shown(request, [one.person.key], "benefits")
    decisions = _decisions(one)
    asked = of_claim(one, request.on) if one.state == Claim.State.OPEN else None
    state, mark = words.STATES[one.state]
    context = {
        "title": title_of(one.rule),
        "claim": one,
        "who": _who(request, one),
        "may_see_person": request.actor.may("people.see", one.area),
        "may_see_employer": one.of_employer and request.actor.may("claims.ask_for_employer", one.area),
        "may_see_own": one.person is not None and request.actor.may("businesses.see", one.area),
        "may_see_papers": one.of_employer and request.actor.may("employers.see_statements", one.area),
        "workshop": one.workshop if request.actor.may("jobs.see", one.area) else None,
        "where": place_words(one.area, "", request.on),
        "state": state,
        "mark": mark,
        "found": words.FOUND[one.found],
        "how": words.HOW[one.how],
        "period": words.period_words(one),
        "account_url": account_url(request.actor, payee_of(one)),
        "account_missing": worklists.account_missing(one, request.on),
        "answer": asked.in_words(language()) if asked is not None else None,
        "rule_note": asked.rule.notes.get(language(), "") if asked is not None else "",
        "about": "" if one.of_employer else one.about,
        "matter": "" if one.of_employer else matter(one, language()),
        "no_case": one.state == Claim.State.OPEN and asked is None,
        "decisions": [_shown(request, one, decision) for decision in decisions],
        **_evidence(one, asked),
        **_next_step(request, one, asked, decisions),
    }
    return render(request, "claims/claim.html", context)


def _decisions(one: Claim) -> list[Decision]:
    """The claim's decisions, the latest first, with who decided."""
    return list(one.decisions.select_related("decided_by", "second").order_by("-pk"))


def _evidence(one: Claim, asked: Asked | None) -> dict[str, Any]:
    """Each piece of evidence that the rule asks for, with who saw it when, and the facts that are to be asked."""
    rule = rules().get(one.rule)
    seen = {row.kind: row for row in one.evidence.select_related("seen_by")}
    wanted = (
        []
        if rule is None
        else [(kind["en"], kind[language()], seen.get(kind["en"])) for kind in rule.evidence]
    )
    open_facts = asked.answer.ask if asked is not None else ()
    return {
        "wanted": wanted,
        "lacking": [name for _kind, name, row in wanted if row is None],
        "facts_seen": [
            (FACTS[row.fact].meaning[language()], row)
            for row in one.facts_seen.select_related("seen_by").order_by("pk")
            if row.fact in FACTS
        ],
        "to_ask": [(FACTS[name].meaning[language()], FactForm.of(name)) for name in open_facts],
        "evidence_form": EvidenceForm(),
    }  # fmt: skip


def _next_step(
    request: HttpRequest, one: Claim, asked: Asked | None, decisions: list[Decision]
) -> dict[str, Any]:
    """What this reader may do now."""
    actor, open_ = request.actor, one.state == Claim.State.OPEN
    waiting = next((row for row in decisions if row.state == Decision.State.PROPOSED), None)
    return {
        "may_decide": open_ and asked is not None and actor.may("claims.decide", one.area),
        "may_withdraw": open_ and actor.may("claims.ask", one.area),
        "may_approve": waiting is not None
        and actor.may("claims.approve", one.area)
        and waiting.decided_by_id != actor.account_id,
        "waiting": waiting,
        "return_form": ReturnForm(),
        "told_form": ToldForm(),
        "may_tell": actor.may("claims.decide", one.area),
        "may_letter": actor.may("claims.letter", one.area),
    }


def _shown(request: HttpRequest, one: Claim, decision: Decision) -> dict[str, Any]:
    """A decision as it was frozen, with its letters, objections and changes of fact."""
    frozen = json.loads(decision.unsealed("words") or "{}").get(language()) or {}
    return {
        "row": decision,
        "kind": words.KINDS[decision.kind],
        "amount": money(decision.amount_fen) if decision.grants else "",
        "conditions": frozen.get("conditions", []),
        "source": frozen.get("source", ""),
        "unverified": frozen.get("unverified", []),
        "letters": [
            (row, words.TOLD.get(row.how)) for row in decision.letters.select_related("told_by").order_by("language")
        ],
        "objections": [
            _objection(request, row) for row in decision.objections.select_related("answered_by").order_by("pk")
        ],
        "object_form": ObjectForm() if _may_object(request, decision) else None,
        "reopenings": [_reopening(request, row) for row in decision.reopenings.order_by("pk")],
    }  # fmt: skip


def _may_object(request: HttpRequest, decision: Decision) -> bool:
    if decision.state != Decision.State.APPROVED or not request.actor.may("claims.object", decision.area):
        return False
    objections = list(decision.objections.all())
    return not any(row.answered_on is None or row.kind == Objection.Kind.APPEAL for row in objections)


def _objection(request: HttpRequest, row: Objection) -> dict[str, Any]:
    waiting = row.answered_on is None
    mine = waiting and worklists.objections_to_answer(request.actor, request.on).filter(pk=row.pk).exists()
    return {
        "row": row,
        "kind": words.OBJECTIONS[row.kind],
        "words": row.unsealed("words"),
        "how": words.HOW[row.how],
        "outcome": words.OUTCOMES.get(row.outcome),
        "late": waiting and row.answer_by < request.on,
        "form": AnswerForm() if mine else None,
    }


def _reopening(request: HttpRequest, row: Reopening) -> dict[str, Any]:
    told = json.loads(row.unsealed("words") or "{}")
    open_ = row.settled_on is None and request.actor.may("claims.decide", row.area)
    return {
        "row": row,
        "fact": FACTS[row.fact].meaning[language()] if row.fact in FACTS else row.fact,
        "before": _value(told.get("before")),
        "after": _value(told.get("after")),
        "form": BecauseForm() if open_ else None,
    }


def _value(value: Any) -> str:
    if value is None:
        return _("not known")
    return str({True: _("yes"), False: _("no")}.get(value, value)) if isinstance(value, bool) else str(value)
