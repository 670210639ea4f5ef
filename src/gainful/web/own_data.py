"""Everything that is kept about one person, for that person to take away: every column of every row linked to them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

from gainful.accounts.models import ReadEntry
from gainful.accounts.sealed import SealedMixin
from gainful.registry.models import Household, HouseholdIncome, Person, RegistrationEvent

# Kept for look-up or safety, and meaning nothing to anybody: digests of what is given in clear beside them.
LEFT_OUT = ("_digest", "_sealed")


def own_data(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Rows by what they are: the person's own, those linked to them, their household's, and who looked."""
    found = {"person": [_row(person)]}
    for model, field in linked_models():
        rows = model._default_manager.filter(**{field: person}).order_by("pk")
        found.setdefault(model._meta.model_name, []).extend(_row(row) for row in rows)
    households = Household.objects.filter(memberships__person=person).distinct()
    found["household"] = [_row(row) for row in households]
    for model in (HouseholdIncome, RegistrationEvent):
        found[model._meta.model_name] = [_row(row) for row in model.objects.filter(household__in=households)]
    looked = ReadEntry.objects.filter(person_key=person.key).select_related("account").order_by("at")
    found["who_looked"] = [{"who": str(e.account), "screen": e.screen, "at": e.at} for e in looked]
    spells = apps.get_model("casework", "Spell").objects.filter(person=person)
    for name in ("FollowUp", "PayEvidence", "SafetyCheck"):
        model = apps.get_model("casework", name)
        found[model._meta.model_name] = [_row(row) for row in model.objects.filter(spell__in=spells)]
    return found


def linked_models() -> list[tuple[type[models.Model], str]]:
    """(model, field) of every table with a foreign key to a person; codes that open this page are left out."""
    return [
        (model, field.name)
        for config in apps.get_app_configs()
        if config.name.startswith("gainful.")
        for model in config.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person and model.__name__ not in ("Person", "WorkerCode")
    ]


def _row(row: models.Model) -> dict[str, Any]:
    """One row's columns; sealed ones opened, since they are the person's own."""
    values = {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if not field.name.endswith(LEFT_OUT)
    }
    if isinstance(row, SealedMixin):
        values |= {name: row.unsealed(name) for name in row.SEALED}
    return values
