"""Refuses an opening that requires a certificate which the person is known not to hold.

A preferred certificate refuses nobody; whether they hold it, where unknown, is a question.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainful.matching.columns import UNKNOWN, BoolArray, Pairs
from gainful.matching.filters.kind import ChangedBy, Filter, Value
from gainful.matching.tables import Opening, Round, Seeker


def refuses(pairs: Pairs) -> BoolArray:
    """Refusal pairs of the block."""
    required = (pairs.openings.certificate_required == 1) & (pairs.openings.certificate != UNKNOWN)
    held = pairs.coded(pairs.market.holds_certificate, pairs.openings.certificate)
    return required[None, :] & pairs.person("certificates_known") & ~held


def values(seeker: Seeker, opening: Opening, round_: Round) -> Mapping[str, Value]:
    """The facts that the refusal rests on."""
    course = "open" if opening.certificate in round_.courses else "none"
    return {"certificate": opening.certificate, "course": course}


CERTIFICATE_MISSING = Filter("certificate_missing", ChangedBy.COURSE, refuses, values)
