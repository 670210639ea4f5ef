"""Where everybody stands on a day: all that a no to an offer must leave exactly as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

from cast import COUNTY
from gainful.accounts.actor import Actor
from gainful.casework import facts, need, worklists
from gainful.casework.proposals import run_matching
from gainful.registry.models import Household


def standing(officer: Actor, on: date) -> dict[str, Any]:
    """Lists, counts, need, what rules know, eligibility, order, seats, cut-offs and reasons in the officer's county."""
    rows = {name: read(officer, on) for name, read in worklists.LISTS.items()}
    lists = {name: list(found.values_list("pk", flat=True)) for name, found in rows.items()}
    found = run_matching(actor=officer, area=COUNTY, on=on)
    return {
        "lists": lists,
        "today": worklists.today(officer, on),
        "need": need.tiers(Household.objects.all(), on),
        "facts": facts.household_facts(Household.objects.all(), on),
        "eligible": found.recommendation.to_table(found.recommendation.admissible).to_pydict(),
        "shown": found.recommendation.to_table().to_pydict(),
        "seats": found.seats,
        "cut_offs": found.allocation.cut_offs,
        "reasons": list(found.recommendation.shortlists()),
    }
