"""The eleven signs of forced labour of the International Labour Office (2012), and what together is grave. Pure."""

from __future__ import annotations

from collections.abc import Mapping

GRAVE_SIGNS = ("retention_of_documents", "restriction_of_movement", "violence", "debt_bondage")
"""One of these alone is grave."""

SIGNS = (
    "abuse_of_vulnerability",
    "deception",
    "restriction_of_movement",
    "isolation",
    "violence",
    "intimidation_and_threats",
    "retention_of_documents",
    "withholding_of_wages",
    "debt_bondage",
    "abusive_conditions",
    "excessive_overtime",
)


def is_grave(answers: Mapping[str, bool | None]) -> bool:
    """Whether placements are to be frozen: one grave sign, or any two others. What was not said counts neither way."""
    told = [sign for sign in SIGNS if answers.get(sign)]
    return any(sign in GRAVE_SIGNS for sign in told) or len(told) >= 2
