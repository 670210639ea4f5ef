"""Every column of words and every number is limited by the database, or is listed here with a reason."""

from __future__ import annotations

import re

from django.apps import apps
from django.db import connection, models

NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField)
POSITIVE = (models.PositiveIntegerField, models.PositiveSmallIntegerField, models.PositiveBigIntegerField)
WORDS_ELSEWHERE: dict[str, str] = {}
"""Columns with choices whose words something else holds: none so far."""

MAY_BE_ANYTHING = {
    "net_fen": "a household's balance: costs may exceed income",
    "net_per_head_fen": "a household's balance a head",
    "area": "a division's code: a key, no amount",
    "place": "a division's code: a key, no amount",
    "code": "an added division's code, checked against the list when it is added",
    "employer_id": "the number of an employer's row in a later chapter: a key",
    "person_id": "the number of a person's row in a later chapter: a key",
    "row_pk": "the number of the row that an entry of the trail is about: a key",
    "seq": "places of the chain, written by the trail's own triggers alone",
    "writer": "the transaction that holds a chain, written by the trail's own functions alone",
}


def own_models() -> list[type[models.Model]]:
    """Every table of every chapter."""
    configs = [config for config in apps.get_app_configs() if config.name.startswith("gainful.")]
    return [model for config in configs for model in config.get_models() if model._meta.managed]


def checks(model: type[models.Model]) -> list[models.CheckConstraint]:
    """The CHECK constraints of one table."""
    return [one for one in model._meta.constraints if isinstance(one, models.CheckConstraint)]


def limits_of(model: type[models.Model], field: models.Field) -> list[tuple[str, object]]:
    """What one table's constraints say about this column alone, as (look-up, value)."""
    found = []
    for check in checks(model):
        leaves = [leaf for leaf in check.condition.children if isinstance(leaf, tuple)]
        if check.condition.connector == "AND" and not check.condition.negated:
            found += [leaf for leaf in leaves if re.fullmatch(rf"{field.name}(__\w+)?", leaf[0])]
    return found


def test_words_are_limited_to_their_list():
    loose = []
    for model in own_models():
        for field in model._meta.concrete_fields:
            name = f"{model._meta.db_table}.{field.name}"
            words = [word for word, _ in field.choices or ()]
            wanted = (f"{field.name}__in", words + ([""] if field.blank else []))
            if words and name not in WORDS_ELSEWHERE and wanted not in limits_of(model, field):
                loose.append(name)
    assert not loose, f"give these a CHECK by accounts.limits.limited, or list them with a reason: {loose}"


def test_numbers_are_not_below_nothing():
    loose = []
    for model in own_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, NUMBERS) or field.primary_key or field.name in MAY_BE_ANYTHING:
                continue
            said = dict(limits_of(model, field))
            bounded = {f"{field.name}__gte", f"{field.name}__gt", field.name} & said.keys()
            if not bounded and not isinstance(field, POSITIVE):
                loose.append(f"{model._meta.db_table}.{field.name}")
    assert not loose, f"give these a CHECK by accounts.limits.limited, or list them with a reason: {loose}"


def test_hours_and_days_of_a_month_end_somewhere():
    unbounded = []
    for model in own_models():
        for field in model._meta.concrete_fields:
            ends = re.search(r"hours_per_week|^(due|paper|phone)_days$", field.name)
            if ends and f"{field.name}__lte" not in dict(limits_of(model, field)):
                unbounded.append(f"{model._meta.db_table}.{field.name}")
    assert not unbounded


def test_a_positive_number_has_its_check_in_both_databases():
    held = connection.data_type_check_constraints
    assert all(held[kind.__name__] == '"%(column)s" >= 0' for kind in POSITIVE)
