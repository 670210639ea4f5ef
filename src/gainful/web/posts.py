"""Public posts: who holds one until when, who came, what to look into, and the way out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework import posts as reads
from gainful.casework.actions import leave_post, record_post_term, review_post_sign
from gainful.casework.models import PostTerm, Spell
from gainful.casework.place_signs import POST_SIGNS, post_signs
from gainful.terms.periods import add_months
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.places_forms import REASONS, LeavePostForm, ReviewForm, TermForm, with_choices
from gainful.web.screen import screen
from gainful.web.sign_words import SIGN_NAMES, attendance_by_month, reviews, shown
from gainful.words import label

SEE = "casework.see"
RECORD = "casework.record_spell"
LISTS = {
    "": reads.posts,
    "ending": reads.terms_ending,
    "no_term": reads.terms_missing,
    "no_attendance": reads.attendance_missing,
}


def _term(spell: Spell) -> Any:
    return getattr(spell, "post_term", None)


def _standing(spell: Spell, on: date) -> dict[str, Any]:
    """A post's term against today: over, ending, running, or not recorded."""
    term = _term(spell)
    if term is None:
        return {"word": _("no term recorded"), "shape": "warning"}
    if term.because in PostTerm.NOT_CHECKED and term.ends_on >= on:
        return {"word": _("from a ledger, not checked"), "shape": "warning"}
    if term.ends_on < on:
        return {"word": _("the term is over"), "shape": "late"}
    return {"word": "", "shape": ""}


@screen(right=SEE, title=gettext_lazy("Public posts"))
def posts(request: HttpRequest) -> HttpResponse:
    """Posts of the own people, whose term ends first at the top."""
    chosen = request.GET.get("list", "")
    chosen = chosen if chosen in LISTS else ""
    page = Paginator(LISTS[chosen](request.actor, request.on), 50).get_page(request.GET.get("page"))
    signs = post_signs(page, request.on)
    came = attendance_by_month([one.pk for one in page], reads.last_month(request.on))
    rows = [
        {
            "spell": one,
            "name": name_words(one.person),
            "term": _term(one),
            "standing": _standing(one, request.on),
            "came": came[one.pk][:2],
            "waiting": sum(sign.is_open(request.on) for sign in signs[one.pk]),
        }
        for one in page
    ]
    context = {"title": _("Public posts"), "page": page, "rows": rows, "chosen": chosen}
    return render(request, "posts/list.html", context)


def _post(request: HttpRequest, key: str, right: str) -> Spell:
    rows = Spell.objects.visible_to(request.actor, right).counted().filter(key=key)
    found: Spell | None = rows.select_related("person", "post_term", "employer").first()
    if found is None or not reads.is_post(found.channel):
        raise Http404
    note_shown(request, [found.person.key], "post")
    return found


@screen(right=SEE, title=gettext_lazy("A public post"))
def post(request: HttpRequest, key: str) -> HttpResponse:
    """One post: its term, attendance, signs, and where it led."""
    found = _post(request, key, SEE)
    term = _term(found)
    came = attendance_by_month([found.pk], add_months(request.on, -12))
    context = {
        "title": _("A public post"),
        "spell": found,
        "name": name_words(found.person),
        "term": term,
        "because": REASONS[term.because] if term else "",
        "standing": _standing(found, request.on) if found.state == "working" else {},
        "came": came[found.pk],
        "signs": shown(post_signs([found], request.on)[found.pk], request.on),
        "reviews": reviews(spell=found),
        "led_to": found.followed_by.order_by("pk").first(),
        "may": request.actor.may(RECORD, found.area) and found.state == "working",
        "may_attend": request.actor.may("casework.follow_up", found.area),
        "may_review": request.actor.may("jobs.record", found.area),
    }
    return render(request, "posts/post.html", context)


def _keep_term(request: HttpRequest, spell: Spell, said: dict[str, Any]) -> str:
    record_post_term(actor=request.actor, spell=spell, on=request.on, **said)
    return _("The term is kept.")


@screen(right=RECORD, title=gettext_lazy("Term of a post"), methods=("GET", "POST"))
def post_term(request: HttpRequest, key: str) -> HttpResponse:
    """The term, and why a post."""
    found = _post(request, key, RECORD)
    term = _term(found)
    start = {name: getattr(term, name, None) for name in TermForm.base_fields} if term else {}
    return ask(
        request, form_class=TermForm, start=start, subject=found, write=_keep_term,
        to=reverse("post", kwargs={"key": key}),
        context={"title": _("Term of a post"), "about": name_words(found.person)},
    )  # fmt: skip


@screen(right=RECORD, title=gettext_lazy("Leaving a post"), methods=("GET", "POST"))
def post_leave(request: HttpRequest, key: str) -> HttpResponse:
    """The last day in the post, and the job it led to."""
    found = _post(request, key, RECORD)
    jobs = {one.key: one for one in reads.ordinary_jobs(found, request.on)}

    def write(request: HttpRequest, spell: Spell, said: dict[str, Any]) -> str:
        job = jobs.get(said.pop("job"))
        leave_post(actor=request.actor, spell=spell, on=request.on, job=job, **said)
        return _("They have left the post.")

    named = [
        (one.key, f"{one.employer_name or '—'}, {label('occupations', one.occupation)}")
        for one in jobs.values()
    ]
    form = with_choices(LeavePostForm, "job", [("", _("none that is known")), *named])
    return ask(
        request, form_class=form, start={"ends_on": request.on}, subject=found, write=write,
        to=reverse("post", kwargs={"key": key}),
        context={"title": _("Leaving a post"), "about": name_words(found.person)},
    )  # fmt: skip


@screen(right="jobs.record", title=gettext_lazy("Look into a sign"), methods=("GET", "POST"))
def post_review(request: HttpRequest, key: str, sign: str) -> HttpResponse:
    """What was found."""
    found = _post(request, key, "jobs.record")
    if sign not in POST_SIGNS:
        raise Http404

    def write(request: HttpRequest, spell: Spell, said: dict[str, Any]) -> str:
        review_post_sign(actor=request.actor, spell=spell, sign=sign, on=request.on, **said)
        return _("Kept.")

    return ask(
        request, form_class=ReviewForm, start={}, subject=found, write=write,
        to=reverse("post", kwargs={"key": key}),
        context={
            "title": _("Look into: %(sign)s") % {"sign": SIGN_NAMES[sign]},
            "about": name_words(found.person),
        },
    )  # fmt: skip
