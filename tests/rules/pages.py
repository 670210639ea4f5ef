"""Pages of benefits for the tests: the worked example, to be changed."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from gainful.rules.benefit import Benefit
from gainful.rules.page import read

ON = date(2020, 11, 2)
AWARD_FILE = Path(__file__).with_name("workshop_award.yaml")
DUE = {"household_registered": True, "workshop_recognised": True, "months_worked": 6}


def award_page(**changes: Any) -> dict[str, Any]:
    """The workshop award's page with changes: a path of names joined by __ is set, or taken away by None."""
    page = deepcopy(yaml.safe_load(AWARD_FILE.read_text(encoding="utf-8")))
    for path, value in changes.items():
        *above, last = path.split("__")
        here = page
        for step in above:
            here = here[step]
        if value is None:
            del here[last]
        else:
            here[last] = value
    return page


def award(**changes: Any) -> Benefit:
    """The workshop award read from a changed page."""
    return read("workshop_award", award_page(**changes))
