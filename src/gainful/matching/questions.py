"""What must be asked before an opening is accepted: what is unknown about an admissible pair.

A question never refuses and costs no points. Unknown never stands for a yes where a person's agreement is
concerned (those are filters), never for a no where their ability or comfort is concerned (those are here).
"""

from __future__ import annotations

from collections.abc import Callable

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.tables import Scope


def _education(pairs: Pairs) -> BoolArray:
    return (pairs.openings.education > 0)[None, :] & (pairs.person("education") == UNKNOWN)


def _certificate_held(pairs: Pairs) -> BoolArray:
    named = (pairs.openings.certificate != UNKNOWN) & (pairs.openings.certificate_required != 0)
    return named[None, :] & ~pairs.person("certificates_known")


def _certificate_needed(pairs: Pairs) -> BoolArray:
    unstated = (pairs.openings.certificate != UNKNOWN) & (pairs.openings.certificate_required == UNKNOWN)
    held = pairs.coded(pairs.market.holds_certificate, pairs.openings.certificate)
    return unstated[None, :] & pairs.person("certificates_known") & ~held


def _when_free(pairs: Pairs) -> BoolArray:
    return (pairs.openings.latest_start != UNKNOWN)[None, :] & (pairs.person("available_on") == UNKNOWN)


def _pay(pairs: Pairs) -> BoolArray:
    return (pairs.openings.pay_low == UNKNOWN)[None, :]


def _hours(pairs: Pairs) -> BoolArray:
    return (pairs.openings.hours == UNKNOWN)[None, :]


def _deductions(pairs: Pairs) -> BoolArray:
    return (pairs.openings.deductions_stated != 1)[None, :]


def _housing(pairs: Pairs) -> BoolArray:
    return pairs.away & (pairs.openings.housing == UNKNOWN)[None, :]


def _home_evenings(pairs: Pairs) -> BoolArray:
    near = (pairs.scope_needed >= 0) & (pairs.scope_needed <= Scope.IN_TOWNSHIP)
    sure = near & (pairs.openings.night_work == 0)[None, :]
    return pairs.person("home_evenings") & ~sure


def _care(pairs: Pairs) -> BoolArray:
    return pairs.person("cares") & pairs.away


QUESTIONS: tuple[tuple[str, Callable[[Pairs], BoolArray]], ...] = (
    ("ask_education", _education),
    ("ask_certificate_held", _certificate_held),
    ("ask_certificate_needed", _certificate_needed),
    ("ask_when_free", _when_free),
    ("ask_pay", _pay),
    ("ask_hours", _hours),
    ("ask_deductions", _deductions),
    ("ask_housing", _housing),
    ("ask_home_evenings", _home_evenings),
    ("ask_care_when_away", _care),
)
"""Code and the pairs (broadcasting to the block) for which it must be asked, in the order of asking."""
