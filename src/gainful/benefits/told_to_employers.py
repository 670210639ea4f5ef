"""What an employer may read of a decision about itself: all but what rests on who of its workers is registered as poor.

To say of how many workers something holds is to say how many are registered: of a roll of three it names them. A
condition that looks at such a fact is shown without its value and without whether it holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

OF_PEOPLE = ("registered_staff_count", "new_target_hires", "target_hire_months_in_year")
"""Facts of an employer that count people of the groups that the policy names: never shown to the employer."""


def rests_on_people(condition: Mapping[str, Any]) -> bool:
    """Whether a condition frozen with a decision looked at a fact that counts people of such groups."""
    return any(seen["fact"] in OF_PEOPLE for seen in condition["values"])


def may_be_said(conditions: Sequence[Mapping[str, Any]], words: Sequence[str]) -> list[str]:
    """Those of some conditions' words that may be said to the employer."""
    kept = {one["words"] for one in conditions if rests_on_people(one)}
    return [one for one in words if one not in kept]
