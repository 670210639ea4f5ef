"""Contacts, plans, goals with their steps, stories; and what the database refuses of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables, install
from gainful.casework.guards_one_to_one import ONE_TO_ONE, TABLES


def guard(apps, schema_editor):
    """Triggers and functions by vendor; each table is under audit."""
    install(schema_editor, ONE_TO_ONE)
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_own_sheet"),
        ("registry", "0004_learning"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="Contact",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "key",
                        models.CharField(
                            default=gainful.accounts.scope.new_key, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("area", models.BigIntegerField(db_index=True)),
                    ("met_on", models.DateField(db_index=True)),
                    (
                        "how",
                        models.CharField(
                            choices=[
                                ("visit", "Visit"),
                                ("phone", "Phone"),
                                ("office", "Office"),
                                ("meeting", "Meeting"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("words", models.CharField(max_length=300)),
                    (
                        "met_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="contacts",
                            to="registry.person",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                },
            ),
            migrations.CreateModel(
                name="Goal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "key",
                        models.CharField(
                            default=gainful.accounts.scope.new_key, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("area", models.BigIntegerField(db_index=True)),
                    ("words", models.CharField(max_length=300)),
                    ("set_on", models.DateField()),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("aimed_for", "Aimed For"),
                                ("reached", "Reached"),
                                ("laid_aside", "Laid Aside"),
                            ],
                            default="aimed_for",
                            max_length=10,
                        ),
                    ),
                    ("state_on", models.DateField(null=True)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="goals",
                            to="registry.person",
                        ),
                    ),
                    (
                        "written_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                },
            ),
            migrations.CreateModel(
                name="GoalStep",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "key",
                        models.CharField(
                            default=gainful.accounts.scope.new_key, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("area", models.BigIntegerField(db_index=True)),
                    ("words", models.CharField(max_length=200)),
                    ("set_on", models.DateField()),
                    ("taken_on", models.DateField(null=True)),
                    (
                        "goal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="steps",
                            to="casework.goal",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="goal_steps",
                            to="registry.person",
                        ),
                    ),
                    (
                        "written_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                },
            ),
            migrations.CreateModel(
                name="PlanEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "key",
                        models.CharField(
                            default=gainful.accounts.scope.new_key, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("area", models.BigIntegerField(db_index=True)),
                    ("written_on", models.DateField()),
                    ("words", models.CharField(max_length=600)),
                    ("agreed_with_person", models.BooleanField()),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="plan_entries",
                            to="registry.person",
                        ),
                    ),
                    (
                        "written_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                },
            ),
            migrations.CreateModel(
                name="Story",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "key",
                        models.CharField(
                            default=gainful.accounts.scope.new_key, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("area", models.BigIntegerField(db_index=True)),
                    ("words", models.TextField(max_length=3000)),
                    ("told_on", models.DateField()),
                    ("shared_on", models.DateField(null=True)),
                    ("unshared_on", models.DateField(null=True)),
                    (
                        "consent",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="stories",
                            to="registry.consent",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="stories",
                            to="registry.person",
                        ),
                    ),
                    (
                        "written_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("shared_on", None), ("consent__isnull", False), _connector="OR"
                            ),
                            name="a_shared_story_has_its_consent",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("unshared_on", None),
                                models.Q(
                                    ("shared_on__isnull", False), ("unshared_on__gte", models.F("shared_on"))
                                ),
                                _connector="OR",
                            ),
                            name="a_story_is_taken_back_after_it_was_shared",
                        ),
                    ],
                },
            ),
            migrations.RunPython(guard, migrations.RunPython.noop),
        ]
    )
