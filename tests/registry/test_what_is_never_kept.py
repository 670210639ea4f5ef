"""Nothing in the whole project keeps, or could keep, who somebody is beyond what work needs."""

from __future__ import annotations

import re

from django.apps import apps

from gainful.terms.facts import FACTS

NEVER = re.compile(
    r"ethnic|nationality|minority|race$|relig|faith|church|politic|party_member|民族|宗教|政治", re.I
)
TARGETS = re.compile(r"quota|target|points_of_officer", re.I)


def columns() -> list[str]:
    return [
        f"{model._meta.label}.{field.name}"
        for config in apps.get_app_configs()
        if config.name.startswith("gainful.")
        for model in config.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
    ]


def test_no_column_keeps_ethnicity_religion_or_politics():
    assert len(columns()) > 150
    assert not [name for name in columns() if NEVER.search(name)]


def test_no_column_keeps_a_target_of_placements():
    assert not [name for name in columns() if TARGETS.search(name)]


def test_no_rule_may_ask_for_them_either():
    assert not [name for name, fact in FACTS.items() if NEVER.search(f"{name} {fact.meaning}")]


def test_the_pattern_would_find_one():
    assert all(
        NEVER.search(word) for word in ("Person.ethnic_group", "Person.religion", "x.political_status")
    )
