"""Words of What if: levels, need tiers, and why a change cannot be tried."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.benefits.what_if import ChangeRefused
from gainful.rules.benefit import Benefit
from gainful.rules.words import value_in_words
from gainful.web.rules import place_named
from gainful.words import language

LEVEL_WORDS = {
    "province": gettext_lazy("By province"),
    "prefecture": gettext_lazy("By prefecture"),
    "county": gettext_lazy("By county"),
}
TIER_WORDS = {
    "zero_employment": gettext_lazy("nobody in work, somebody could and would"),
    "monitored": gettext_lazy("watched, or registered again"),
    "registered": gettext_lazy("registered, not out of poverty"),
    "exited": gettext_lazy("out of poverty"),
    "other": gettext_lazy("other households"),
}
_REFUSED = {
    "no_place": gettext_lazy("%(given)s is no area code: 2, 4, 6, 9 or 12 digits."),
    "elsewhere": gettext_lazy("This rule holds in %(home)s alone, and %(given)s lies elsewhere."),
    "no_amount": gettext_lazy("“%(given)s” is no amount: write yuan, such as 300 or 300.50."),
    "no_day": gettext_lazy("“%(given)s” is no day: write it as 2020-10-31."),
    "no_number": gettext_lazy("“%(given)s” is no whole number of 0 or more."),
    "no_parameter": gettext_lazy("This rule has no such value."),
}


def refused_words(refusal: ChangeRefused, rule: Benefit, on: date) -> str:
    """Why a change cannot be tried, in the reader's language."""
    if refusal.code == "beyond":
        return _beyond(refusal, rule, on)
    return str(_REFUSED[refusal.code]) % refusal.values


def _beyond(refusal: ChangeRefused, rule: Benefit, on: date) -> str:
    bound, kind = refusal.values["bound"], rule.parameters[refusal.values["parameter"]].kind
    spoken = language()
    ends = [
        words % {"value": value_in_words(end, kind, spoken)}
        for words, end in ((_("at least %(value)s"), bound.low), (_("at most %(value)s"), bound.high))
        if end is not None
    ]
    return _("%(given)s is beyond what a higher level allows in %(place)s: %(allowed)s.") % {
        "given": value_in_words(refusal.values["tried"], kind, spoken),
        "place": place_named(bound.place or "0", on),
        "allowed": _("; ").join(ends),
    }
