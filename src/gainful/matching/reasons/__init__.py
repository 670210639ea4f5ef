"""The scoring reasons, one file each; a score is the plain sum of their points.

To add one: a file here with its Reason, its points in points.py, one line below, its sentence in codes.py and
its cases in tests/matching/test_reasons.py.
"""

from __future__ import annotations

import numpy as np

from gainful.matching.columns import Pairs
from gainful.matching.reasons.certificate_held import CERTIFICATE_HELD
from gainful.matching.reasons.contract_length import CONTRACT_LENGTH
from gainful.matching.reasons.has_worked_as import HAS_WORKED_AS
from gainful.matching.reasons.housing_away import HOUSING_AWAY
from gainful.matching.reasons.kind import Points, Reason
from gainful.matching.reasons.nearness import NEARNESS
from gainful.matching.reasons.occupation_named import OCCUPATION_NAMED
from gainful.matching.reasons.pay_above_wish import PAY_ABOVE_WISH
from gainful.matching.reasons.place_as_named import PLACE_AS_NAMED
from gainful.matching.reasons.training_leads_here import TRAINING_LEADS_HERE

__all__ = ["REASONS", "Reason", "scores"]

REASONS: tuple[Reason, ...] = (
    OCCUPATION_NAMED,
    HAS_WORKED_AS,
    TRAINING_LEADS_HERE,
    CERTIFICATE_HELD,
    PLACE_AS_NAMED,
    NEARNESS,
    PAY_ABOVE_WISH,
    CONTRACT_LENGTH,
    HOUSING_AWAY,
)


def scores(pairs: Pairs) -> tuple[Points, Points]:
    """Score and claim of each pair of the block, two int32 arrays of shape (n, m)."""
    score = np.zeros((len(pairs.at), len(pairs.openings)), dtype=np.int32)
    claim = np.zeros_like(score)
    for reason in REASONS:
        earned = reason.points(pairs)
        score += earned
        if reason.in_claim:
            claim += earned
    return score, claim
