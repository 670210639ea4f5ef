"""Matching: which openings a person may be shown, why, and who is offered a scarce seat. No Django here.

`recommend` makes lists with reasons, `allocate` offers seats, `audit_lists` and `audit_seats` check both,
`sentence` says a code in words. What matching may know is in tables.py, and nothing else can be used.
"""

from gainful.matching.allocate import Allocation, CutOff, Within, allocate
from gainful.matching.audit import Violation, audit_lists, audit_seats
from gainful.matching.codes import CODES, SENTENCES, sentence
from gainful.matching.columns import agreed, scope_needed
from gainful.matching.engines import Engine, LocalEngine
from gainful.matching.explain import Change, Earned, Entry, Refusal, Shortlist
from gainful.matching.filters.kind import ChangedBy
from gainful.matching.recommend import Recommendation, recommend
from gainful.matching.tables import Need, Opening, Round, Scope, Seeker

__all__ = [
    "CODES",
    "SENTENCES",
    "Allocation",
    "Change",
    "ChangedBy",
    "CutOff",
    "Earned",
    "Engine",
    "Entry",
    "LocalEngine",
    "Need",
    "Opening",
    "Recommendation",
    "Refusal",
    "Round",
    "Scope",
    "Seeker",
    "Shortlist",
    "Violation",
    "Within",
    "agreed",
    "allocate",
    "audit_lists",
    "audit_seats",
    "recommend",
    "scope_needed",
    "sentence",
]
