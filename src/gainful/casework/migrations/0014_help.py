"""Help offered, troubles told, questions not asked, disputes; the database counts pay 15 days late as a stop."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
import gainful.accounts.sealed
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables, install
from gainful.casework.guards_help import HELP, TABLES
from gainful.casework.guards_pay import PAY


def install_guards(apps, schema_editor):
    """The new tables' guards and audit, and those of offers and spells by the calendar of pay."""
    install(schema_editor, HELP)
    install(schema_editor, PAY)
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    """New tables alone: no table that a trigger names is altered."""

    dependencies = [
        ("casework", "0013_pay_paper"),
        ("registry", "0004_learning"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="Trouble",
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
                    ("kind", models.CharField(max_length=40)),
                    ("words_sealed", models.TextField()),
                    ("told_on", models.DateField(db_index=True)),
                    (
                        "contact",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="troubles",
                            to="casework.contact",
                        ),
                    ),
                    (
                        "follow_up",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="troubles",
                            to="casework.followup",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="troubles",
                            to="registry.person",
                        ),
                    ),
                    (
                        "told_to",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                bases=(gainful.accounts.sealed.SealedMixin, models.Model),
            ),
            migrations.CreateModel(
                name="HelpOffered",
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
                    ("trigger", models.CharField(max_length=40)),
                    ("matter", models.CharField(max_length=80)),
                    ("month", models.DateField(null=True)),
                    ("offered", models.CharField(max_length=300)),
                    (
                        "said",
                        models.CharField(
                            choices=[("accepted", "Accepted"), ("declined", "Declined"), ("later", "Later")],
                            max_length=8,
                        ),
                    ),
                    ("words_sealed", models.TextField(blank=True)),
                    ("said_on", models.DateField()),
                    ("again_on", models.DateField(null=True)),
                    (
                        "income",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="registry.householdincome",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="help_offered",
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
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="help_offered",
                            to="casework.spell",
                        ),
                    ),
                    (
                        "trouble",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="help_offered",
                            to="casework.trouble",
                        ),
                    ),
                ],
                bases=(gainful.accounts.sealed.SealedMixin, models.Model),
            ),
            migrations.CreateModel(
                name="GrievanceDispute",
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
                    ("words_sealed", models.TextField()),
                    ("disputed_on", models.DateField()),
                    ("settle_by", models.DateField()),
                    ("settled_on", models.DateField(null=True)),
                    ("outcome", models.CharField(blank=True, max_length=600)),
                    (
                        "grievance",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="disputes",
                            to="casework.grievance",
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
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("outcome", ""), ("settled_by", None), ("settled_on", None)),
                                models.Q(
                                    ("settled_by__isnull", False),
                                    ("settled_on__isnull", False),
                                    models.Q(("outcome", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="a_settled_dispute_says_by_whom_and_what",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("settled_on", None)),
                            fields=("grievance",),
                            name="one_open_dispute_a_complaint",
                        ),
                    ],
                },
                bases=(gainful.accounts.sealed.SealedMixin, models.Model),
            ),
            migrations.CreateModel(
                name="SignsNotAsked",
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
                        "moment",
                        models.CharField(
                            choices=[
                                ("before_start", "Before Start"),
                                ("day_30", "Day 30"),
                                ("day_90", "Day 90"),
                                ("day_180", "Day 180"),
                                ("day_365", "Day 365"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("because", models.CharField(max_length=120)),
                    ("tried_on", models.DateField()),
                    ("again_on", models.DateField(db_index=True)),
                    (
                        "spell",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="signs_not_asked",
                            to="casework.spell",
                        ),
                    ),
                    (
                        "tried_by",
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
                            condition=models.Q(("because", ""), _negated=True),
                            name="signs_not_asked_says_why",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("again_on__gt", models.F("tried_on"))),
                            name="signs_are_tried_again_later",
                        ),
                    ],
                },
            ),
            migrations.AddConstraint(
                model_name="trouble",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", ""), _negated=True), models.Q(("words_sealed", ""), _negated=True)
                    ),
                    name="a_trouble_says_what_in_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="helpoffered",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("income", None), ("spell__isnull", False), ("trouble", None)),
                        models.Q(("income", None), ("spell", None), ("trouble__isnull", False)),
                        models.Q(("income__isnull", False), ("spell", None), ("trouble", None)),
                        _connector="OR",
                    ),
                    name="help_is_offered_for_one_matter",
                ),
            ),
            migrations.AddConstraint(
                model_name="helpoffered",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("again_on__isnull", False), ("said", "later")),
                        models.Q(("said__in", ["accepted", "declined"]), ("again_on", None)),
                        _connector="OR",
                    ),
                    name="later_says_when",
                ),
            ),
            migrations.AddConstraint(
                model_name="helpoffered",
                constraint=models.CheckConstraint(
                    condition=models.Q(("offered", ""), _negated=True), name="help_offered_says_what"
                ),
            ),
            migrations.AddConstraint(
                model_name="helpoffered",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("said", "later"), _negated=True),
                    fields=("matter",),
                    name="help_is_answered_once_a_matter",
                ),
            ),
            migrations.AddConstraint(
                model_name="helpoffered",
                constraint=models.CheckConstraint(
                    condition=models.Q(("said__in", ["accepted", "declined", "later"])),
                    name="casework_helpoffered_said_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="signsnotasked",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("moment__in", ["before_start", "day_30", "day_90", "day_180", "day_365"])
                    ),
                    name="casework_signsnotasked_moment_words",
                ),
            ),
            migrations.RunPython(install_guards, migrations.RunPython.noop),
        ]
    )
