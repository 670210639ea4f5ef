"""An offer in words: the frozen terms as the person is told them, its state, how it was answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gainful.casework.models import Offer
from gainful.web.people_status import pay_words
from gainful.web.shortlist_words import place_words
from gainful.words import label

LANGUAGES = (
    ("zh", gettext_lazy("Chinese")),
    ("zh-spoken", gettext_lazy("Chinese, read out to them")),
    ("en", gettext_lazy("English")),
)
STATES = {
    Offer.State.SHOWN: (gettext_lazy("waits for their own answer"), "due"),
    Offer.State.ACCEPTED: (gettext_lazy("they said yes"), "good"),
    Offer.State.DECLINED: (gettext_lazy("they said no"), ""),
    Offer.State.WITHDRAWN: (gettext_lazy("taken back"), ""),
    Offer.State.LAPSED: (gettext_lazy("lapsed"), ""),
}
HOW = {
    Offer.How.OWN_CODE: gettext_lazy("on their own page"),
    Offer.How.PAPER_AT_DESK: gettext_lazy("on paper, at the desk"),
    Offer.How.THROUGH_SOMEBODY: gettext_lazy("through somebody else"),
}
TAKEN_BACK = {
    Offer.TakenBack.OWN_CODE: gettext_lazy("on their own page"),
    Offer.TakenBack.AT_DESK: gettext_lazy("by their own word at the desk"),
    Offer.TakenBack.PAPER_AT_DESK: gettext_lazy("on paper, at the desk"),
    Offer.TakenBack.THROUGH_SOMEBODY: gettext_lazy("through somebody else"),
}


def terms_lines(terms: dict[str, Any], phone: str | None, on: date) -> list[tuple[str, str]]:
    """Everything a person must know before they answer; what the employer did not say is said to be open."""
    not_stated = _("not stated: ask before you say yes")
    work = terms["title"]
    kind = label("occupations", terms["occupation"]) if terms["occupation"] else work
    if kind != work:
        work += f" ({kind})"
    where = place_words(terms["place"], terms["place_text"], on)
    pay = pay_words(terms["pay_low_fen"], terms["pay_high_fen"])
    unpaid = terms["pay_low_fen"] is None and terms["pay_high_fen"] is None
    call = " ".join(filter(None, (terms["whom_to_call"], phone)))
    return [
        (_("Kind of work"), work),
        (_("Employer"), terms["employer"]),
        (_("Place"), where),
        (_("Distance"), label("location_classes", terms["location_class"])),
        (_("Pay a month"), terms["pay_text"] or not_stated if unpaid else pay),
        (_("Hours a week"), str(terms["hours_per_week"] or not_stated)),
        (_("Housing"), label("housing", terms["housing"]) if terms["housing"] else not_stated),
        (_("Deducted from the pay"), _deductions(terms)),
        (_("Begins"), terms["starts_on"]),
        (_("Ends"), _end(terms)),
        (_("Whom to call"), call or _("not stated: ask the office")),
        (_("Fee you pay"), _("none, to nobody")),
    ]


def _deductions(terms: dict[str, Any]) -> str:
    if not terms["deductions_stated"]:
        return _("not stated: will be asked before you can say yes")
    return terms["deductions"] or _("none")


def _end(terms: dict[str, Any]) -> str:
    if not terms["ends_on"]:
        return _("no end stated")
    months = terms["contract_months"]
    words = ngettext("%(day)s, after %(months)s month", "%(day)s, after %(months)s months", months or 0)
    return words % {"day": terms["ends_on"], "months": months}


def offer_lines(offer: Offer) -> list[tuple[str, str]]:
    """An offer's terms as shown."""
    return terms_lines(offer.terms, offer.unsealed("contact_phone"), offer.shown_on)


def state_words(offer: Offer) -> tuple[str, str]:
    """(word, shape) of an offer's state."""
    word, shape = STATES[Offer.State(offer.state)]
    return str(word), shape


def answer_words(offer: Offer) -> str:
    """How and when it was answered, in a sentence; "" before any answer."""
    if not offer.how:
        return ""
    values = {"how": HOW[Offer.How(offer.how)], "day": offer.answered_on, "who": offer.answered_through}
    if offer.state == Offer.State.SHOWN:
        said = _("%(who)s brought word of a yes on %(day)s; their own word is still to come.") % values
    elif offer.answered_through and offer.how == Offer.How.THROUGH_SOMEBODY:
        said = _("Answered on %(day)s through %(who)s.") % values
    else:
        by_word = offer.how == Offer.How.PAPER_AT_DESK and not offer.answer_evidence
        how = _("by their own word at the desk") if by_word else values["how"]
        said = _("Answered on %(day)s, %(how)s.") % (values | {"how": how})
    return " ".join(filter(None, (said, _paper_words(offer), _heard_words(offer))))


def _paper_words(offer: Offer) -> str:
    """The paper that an answer stands on, if it stands on one."""
    return _("Paper: %(paper)s.") % {"paper": offer.answer_evidence} if offer.answer_evidence else ""


def _heard_words(offer: Offer) -> str:
    """Who heard the answer, where it was not given on the person's own page."""
    return _("Heard by %(who)s.") % {"who": offer.heard_by} if offer.heard_by else ""


def taken_back_words(offer: Offer) -> str:
    """How and when it was taken back, in a sentence; "" where it was not, or ended with a consent."""
    if not offer.withdrawn_how:
        return ""
    values = {
        "how": TAKEN_BACK[Offer.TakenBack(offer.withdrawn_how)],
        "day": offer.withdrawn_on,
        "who": offer.withdrawn_through,
    }
    if offer.withdrawn_through:
        return _("Taken back on %(day)s through %(who)s.") % values
    return _("Taken back on %(day)s, %(how)s.") % values


def cooling_words(offer: Offer, now: datetime) -> str:
    """Until when the person may think again before work begins; "" when it does not cool off any more."""
    until = offer.cooling_off_until
    if until is None or until <= now:
        return ""
    local = timezone.localtime(until)
    return _("Work outside the county cools off until %(moment)s; until then it cannot begin.") % {
        "moment": f"{local:%Y-%m-%d %H:%M}"
    }
