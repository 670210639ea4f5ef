"""At which moments of a job the questions about forced labour are asked, and whether they are still owed."""

from __future__ import annotations

from datetime import date

from gainful.casework.models import SafetyCheck, SignsNotAsked, Spell

ASKED_AT = (SafetyCheck.Moment.BEFORE_START, SafetyCheck.Moment.DAY_30, SafetyCheck.Moment.DAY_90)
"""The moments of a spell that are not passed without the questions."""


def signs_owed(spell: Spell, moment: str, on: date) -> bool:
    """Whether a moment asks for the questions, and they were neither asked nor tried in vain on that day."""
    if moment not in ASKED_AT or SafetyCheck.objects.filter(spell=spell, moment=moment).exists():
        return False
    return not SignsNotAsked.objects.filter(spell=spell, moment=moment, tried_on=on).exists()
