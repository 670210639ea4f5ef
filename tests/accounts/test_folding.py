"""Constraints and indexes go into the step of their new table, and nowhere else."""

from __future__ import annotations

from django.db import migrations, models
from django.db.migrations.state import ProjectState

from gainful.accounts.folding import Tables, folded

PAID = models.CheckConstraint(condition=models.Q(fen__gte=0), name="paid_is_not_negative")
BY_DAY = models.Index(fields=["day"], name="by_day")


def a_table(name: str) -> migrations.CreateModel:
    """A table with an amount and a day."""
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("fen", models.BigIntegerField()),
        ("day", models.DateField()),
    ]
    return migrations.CreateModel(name, fields)


def after(steps: list[migrations.operations.base.Operation]) -> dict[str, dict[str, object]]:
    """What each model holds after the steps."""
    state = ProjectState()
    for step in steps:
        step.state_forwards("own", state)
    return {name: {"fields": list(one.fields), **one.options} for (_, name), one in state.models.items()}


def test_what_is_added_to_new_tables_is_made_with_them_in_one_step():
    steps = [
        a_table("Payment"),
        a_table("Return"),
        migrations.AddConstraint("payment", PAID),
        migrations.AddIndex("return", BY_DAY),
    ]
    [one] = folded(steps)
    assert isinstance(one, Tables) and [made.name for made in one.operations] == ["Payment", "Return"]
    assert after([one]) == after(steps)


def test_nothing_is_moved_across_a_change_of_its_table_or_across_code():
    def fill(apps, schema_editor):
        """Something that needs the tables as they are."""

    changed = migrations.AddField("payment", "told", models.DateField(null=True))
    steps = [a_table("Payment"), changed, migrations.AddConstraint("payment", PAID)]
    assert folded(steps) == steps
    steps = [a_table("Payment"), migrations.RunPython(fill), migrations.AddIndex("payment", BY_DAY)]
    assert folded(steps) == steps


def test_a_rendered_state_has_the_new_tables_and_their_constraints():
    state = ProjectState()
    assert (
        list(state.apps.get_models()) == []
    )  # rendered before, as it is when a database is brought up to date
    for step in folded([a_table("Payment"), a_table("Return"), migrations.AddConstraint("payment", PAID)]):
        step.state_forwards("own", state)
    assert state.apps.get_model("own", "payment")._meta.constraints == [PAID]
    assert state.apps.get_model("own", "return")._meta.db_table == "own_return"
