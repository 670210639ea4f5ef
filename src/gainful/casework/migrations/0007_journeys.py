"""Journeys, their passengers, the way back and retracted hires; with what the database refuses of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables, install
from gainful.casework.guards_journeys import GUARDS, TABLES


def install_guards(apps, schema_editor):
    """Triggers and functions, by vendor; the new tables under audit."""
    install(schema_editor, GUARDS)
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    """They name tables of the registry: a migration altering those drops and installs them again."""

    dependencies = [
        ("casework", "0006_places"),
        ("registry", "0003_guards_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="Journey",
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
                    (
                        "direction",
                        models.CharField(
                            choices=[("out", "Out"), ("return", "Return")], default="out", max_length=6
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("planned", "Planned"),
                                ("departed", "Departed"),
                                ("called_off", "Called Off"),
                            ],
                            default="planned",
                            max_length=10,
                        ),
                    ),
                    ("vehicle", models.CharField(max_length=60)),
                    ("seats", models.PositiveSmallIntegerField()),
                    ("leaves_on", models.DateField(db_index=True)),
                    ("from_text", models.CharField(max_length=120)),
                    ("to_text", models.CharField(max_length=120)),
                    ("escort", models.CharField(blank=True, max_length=60)),
                    ("departed_on", models.DateField(null=True)),
                    ("departure_paper", models.CharField(blank=True, max_length=120)),
                    ("called_off_because", models.CharField(blank=True, max_length=120)),
                    (
                        "departed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "planned_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Passenger",
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
                    (
                        "state",
                        models.CharField(
                            choices=[("seated", "Seated"), ("off", "Off")], default="seated", max_length=6
                        ),
                    ),
                    ("leaves_on", models.DateField()),
                    ("seat_number", models.PositiveSmallIntegerField()),
                    ("seated_on", models.DateField()),
                    ("seated_paper", models.CharField(blank=True, max_length=120)),
                    ("fee_fen", models.BigIntegerField(default=0)),
                    ("off_because", models.CharField(blank=True, max_length=120)),
                    ("health_checked", models.BooleanField(null=True)),
                    ("health_paper", models.CharField(blank=True, max_length=120)),
                    ("arrived", models.BooleanField(null=True)),
                    ("not_arrived_because", models.CharField(blank=True, max_length=120)),
                    ("checked_on", models.DateField(null=True)),
                    ("arrival_paper", models.CharField(blank=True, max_length=120)),
                    (
                        "checked_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "consent",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="seats",
                            to="registry.consent",
                        ),
                    ),
                    (
                        "journey",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="passengers",
                            to="casework.journey",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="seats",
                            to="registry.person",
                        ),
                    ),
                    (
                        "seated_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "spell",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="seats",
                            to="casework.spell",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="ReturnTransport",
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
                    (
                        "kind",
                        models.CharField(
                            choices=[("journey", "Journey"), ("paid", "Paid"), ("not_wanted", "Not Wanted")],
                            max_length=10,
                        ),
                    ),
                    ("paid_fen", models.BigIntegerField(null=True)),
                    ("settled_on", models.DateField()),
                    ("paper", models.CharField(blank=True, max_length=120)),
                    (
                        "journey",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="returns",
                            to="casework.journey",
                        ),
                    ),
                    (
                        "passenger",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="way_back",
                            to="casework.passenger",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="returns",
                            to="registry.person",
                        ),
                    ),
                    (
                        "settled_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="HireRetraction",
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
                    ("retracted_on", models.DateField()),
                    ("because", models.CharField(max_length=200)),
                    ("paper", models.CharField(blank=True, max_length=120)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="retractions",
                            to="registry.person",
                        ),
                    ),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "spell",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="retraction",
                            to="casework.spell",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("because", ""), _negated=True), name="a_retraction_says_why"
                        )
                    ],
                },
            ),
            migrations.AddConstraint(
                model_name="journey",
                constraint=models.CheckConstraint(
                    condition=models.Q(("seats__gte", 1)), name="a_vehicle_has_a_seat"
                ),
            ),
            migrations.AddConstraint(
                model_name="journey",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "departed"), _negated=True),
                        ("departed_on__isnull", False),
                        _connector="OR",
                    ),
                    name="a_departure_has_its_day",
                ),
            ),
            migrations.AddConstraint(
                model_name="journey",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "called_off"), _negated=True),
                        models.Q(("called_off_because", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="a_journey_off_says_why",
                ),
            ),
            migrations.AddConstraint(
                model_name="passenger",
                constraint=models.CheckConstraint(
                    condition=models.Q(("fee_fen", 0)), name="a_passenger_pays_no_fee"
                ),
            ),
            migrations.AddConstraint(
                model_name="passenger",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("state", "seated")),
                    fields=("person", "leaves_on"),
                    name="one_vehicle_a_person_and_day",
                ),
            ),
            migrations.AddConstraint(
                model_name="passenger",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("state", "seated")),
                    fields=("journey", "seat_number"),
                    name="one_person_a_seat",
                ),
            ),
            migrations.AddConstraint(
                model_name="passenger",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "off"), _negated=True),
                        models.Q(("off_because", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="off_says_why",
                ),
            ),
            migrations.AddConstraint(
                model_name="passenger",
                constraint=models.CheckConstraint(
                    condition=models.Q(("arrived", None), ("checked_on__isnull", False), _connector="OR"),
                    name="an_arrival_check_has_its_day",
                ),
            ),
            migrations.AddConstraint(
                model_name="passenger",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("arrived", False), _negated=True),
                        models.Q(("not_arrived_because", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="not_arrived_says_why",
                ),
            ),
            migrations.AddConstraint(
                model_name="returntransport",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "journey"), ("journey__isnull", False), ("paid_fen", None)),
                        models.Q(("kind", "paid"), ("journey", None), ("paid_fen__gt", 0)),
                        models.Q(("kind", "not_wanted"), ("journey", None), ("paid_fen", None)),
                        _connector="OR",
                    ),
                    name="a_way_back_says_which",
                ),
            ),
            migrations.RunPython(install_guards, migrations.RunPython.noop),
        ]
    )
