"""Claims, decisions, letters, objections, payments and the ledger, under audit."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
import gainful.accounts.sealed
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables
from gainful.benefits.guards import TABLES


def install_guards(apps, schema_editor):
    """Every table of the chapter is under audit."""
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0015_by_person_and_day"),
        ("jobs", "0005_limits"),
        ("registry", "0007_by_person_and_day"),
        ("training", "0004_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="Batch",
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
                        "form",
                        models.CharField(
                            choices=[("pain.001.001.03", "V03"), ("pain.001.001.09", "V09")], max_length=15
                        ),
                    ),
                    ("message_id", models.CharField(max_length=35, unique=True)),
                    ("pay_on", models.DateField()),
                    ("count", models.PositiveIntegerField()),
                    ("total_fen", models.BigIntegerField()),
                    ("sha256", models.CharField(max_length=64)),
                    ("made_on", models.DateField()),
                    ("checked_on", models.DateField(null=True)),
                    ("released_on", models.DateField(null=True)),
                    ("returned_because", models.CharField(blank=True, max_length=300)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("made", "Made"),
                                ("checked", "Checked"),
                                ("released", "Released"),
                                ("answered", "Answered"),
                                ("returned", "Returned"),
                            ],
                            default="made",
                            max_length=8,
                        ),
                    ),
                    ("text_sealed", models.TextField(blank=True)),
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
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "released_by",
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
                name="BankAnswer",
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
                    ("message_id", models.CharField(max_length=35)),
                    ("sha256", models.CharField(max_length=64)),
                    ("read_on", models.DateField()),
                    ("paid", models.PositiveIntegerField()),
                    ("returned", models.PositiveIntegerField()),
                    (
                        "read_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "batch",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="answers",
                            to="benefits.batch",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Budget",
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
                    ("rule", models.CharField(max_length=60)),
                    ("year", models.PositiveSmallIntegerField()),
                    ("amount_fen", models.BigIntegerField()),
                    ("committed_fen", models.BigIntegerField(default=0)),
                    ("set_on", models.DateField()),
                    (
                        "set_by",
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
                name="Claim",
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
                    ("rule", models.CharField(max_length=60)),
                    ("subject", models.CharField(max_length=12)),
                    ("about", models.CharField(max_length=40)),
                    ("once_for", models.CharField(db_index=True, max_length=60)),
                    (
                        "payee",
                        models.CharField(
                            choices=[("person", "Person"), ("employer", "Employer")], max_length=8
                        ),
                    ),
                    ("period_from", models.DateField()),
                    ("period_to", models.DateField()),
                    (
                        "found",
                        models.CharField(
                            choices=[("proposed", "Proposed"), ("asked", "Asked"), ("roll", "Roll")],
                            max_length=8,
                        ),
                    ),
                    (
                        "how",
                        models.CharField(
                            choices=[
                                ("found", "Found"),
                                ("screen", "Screen"),
                                ("paper", "Paper"),
                                ("through", "Through"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("asked_on", models.DateField()),
                    ("apply_by", models.DateField(null=True)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("open", "Open"),
                                ("decided", "Decided"),
                                ("approved", "Approved"),
                                ("refused", "Refused"),
                                ("withdrawn", "Withdrawn"),
                            ],
                            default="open",
                            max_length=9,
                        ),
                    ),
                    (
                        "asked_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "employer",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claims",
                            to="jobs.employer",
                        ),
                    ),
                    (
                        "enrolment",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claims",
                            to="training.enrolment",
                        ),
                    ),
                    (
                        "household",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claims",
                            to="registry.household",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claims",
                            to="registry.person",
                        ),
                    ),
                    (
                        "spell",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claims",
                            to="casework.spell",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Decision",
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
                            choices=[
                                ("first", "First"),
                                ("review", "Review"),
                                ("appeal", "Appeal"),
                                ("reopened", "Reopened"),
                            ],
                            default="first",
                            max_length=8,
                        ),
                    ),
                    ("grants", models.BooleanField()),
                    ("amount_fen", models.BigIntegerField(null=True)),
                    ("on", models.DateField()),
                    ("place", models.CharField(max_length=12)),
                    ("rule_hash", models.CharField(max_length=64)),
                    ("conditions", models.JSONField()),
                    ("facts_sealed", models.TextField()),
                    ("words_sealed", models.TextField(blank=True)),
                    ("decided_on", models.DateField()),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("proposed", "Proposed"),
                                ("approved", "Approved"),
                                ("returned", "Returned"),
                            ],
                            default="proposed",
                            max_length=8,
                        ),
                    ),
                    ("second_on", models.DateField(null=True)),
                    ("returned_because", models.CharField(blank=True, max_length=300)),
                    ("object_by", models.DateField(null=True)),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decisions",
                            to="benefits.claim",
                        ),
                    ),
                    (
                        "decided_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "replaces",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="replaced_by",
                            to="benefits.decision",
                        ),
                    ),
                    (
                        "second",
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
                name="Evidence",
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
                    ("kind", models.CharField(max_length=80)),
                    ("seen_on", models.DateField()),
                    ("kept_at", models.CharField(blank=True, max_length=120)),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="evidence",
                            to="benefits.claim",
                        ),
                    ),
                    (
                        "seen_by",
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
                name="Letter",
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
                    ("language", models.CharField(max_length=10)),
                    ("made_on", models.DateField()),
                    ("sha256", models.CharField(max_length=64)),
                    ("told_on", models.DateField(null=True)),
                    (
                        "how",
                        models.CharField(
                            blank=True,
                            choices=[("handed", "Handed"), ("read", "Read"), ("own_page", "Own Page")],
                            max_length=8,
                        ),
                    ),
                    (
                        "decision",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="letters",
                            to="benefits.decision",
                        ),
                    ),
                    (
                        "told_by",
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
                name="Objection",
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
                        models.CharField(choices=[("review", "Review"), ("appeal", "Appeal")], max_length=6),
                    ),
                    ("words_sealed", models.TextField()),
                    (
                        "how",
                        models.CharField(
                            choices=[
                                ("found", "Found"),
                                ("screen", "Screen"),
                                ("paper", "Paper"),
                                ("through", "Through"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("made_on", models.DateField()),
                    ("answer_by", models.DateField()),
                    (
                        "outcome",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("upheld", "Upheld"),
                                ("replaced", "Replaced"),
                                ("withdrawn", "Withdrawn"),
                            ],
                            max_length=9,
                        ),
                    ),
                    ("answered_on", models.DateField(null=True)),
                    ("answer", models.CharField(blank=True, max_length=600)),
                    (
                        "answered_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "decision",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="objections",
                            to="benefits.decision",
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
                ],
                bases=(gainful.accounts.sealed.SealedMixin, models.Model),
            ),
            migrations.CreateModel(
                name="Payment",
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
                        "purpose",
                        models.CharField(
                            choices=[("pay", "Pay"), ("clawback", "Clawback")], default="pay", max_length=8
                        ),
                    ),
                    ("amount_fen", models.BigIntegerField()),
                    ("due_on", models.DateField()),
                    ("end_to_end", models.CharField(max_length=35, unique=True)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("ready", "Ready"),
                                ("batched", "Batched"),
                                ("sent", "Sent"),
                                ("paid", "Paid"),
                                ("returned", "Returned"),
                                ("cancelled", "Cancelled"),
                                ("demanded", "Demanded"),
                                ("paid_back", "Paid Back"),
                                ("written_off", "Written Off"),
                            ],
                            default="ready",
                            max_length=11,
                        ),
                    ),
                    ("moved_on", models.DateField()),
                    ("because", models.CharField(blank=True, max_length=300)),
                    (
                        "agreed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "asked_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("bank_code", models.CharField(blank=True, max_length=10)),
                    ("settled_on", models.DateField(null=True)),
                    (
                        "account",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payments",
                            to="registry.bankaccount",
                        ),
                    ),
                    (
                        "answers",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="answered_by",
                            to="benefits.payment",
                        ),
                    ),
                    (
                        "batch",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payments",
                            to="benefits.batch",
                        ),
                    ),
                    (
                        "decision",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payments",
                            to="benefits.decision",
                        ),
                    ),
                    (
                        "employer",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payments",
                            to="jobs.employer",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payments",
                            to="registry.person",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="LedgerEntry",
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
                        "debit",
                        models.CharField(
                            choices=[
                                ("granted", "Granted"),
                                ("owed", "Owed"),
                                ("sent", "Sent"),
                                ("bank", "Bank"),
                                ("demanded", "Demanded"),
                                ("written_off", "Written Off"),
                            ],
                            max_length=11,
                        ),
                    ),
                    (
                        "credit",
                        models.CharField(
                            choices=[
                                ("granted", "Granted"),
                                ("owed", "Owed"),
                                ("sent", "Sent"),
                                ("bank", "Bank"),
                                ("demanded", "Demanded"),
                                ("written_off", "Written Off"),
                            ],
                            max_length=11,
                        ),
                    ),
                    ("amount_fen", models.BigIntegerField()),
                    ("on", models.DateField(db_index=True)),
                    ("because", models.CharField(max_length=40)),
                    (
                        "payment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="benefits.payment",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Reopening",
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
                    ("fact", models.CharField(max_length=60)),
                    ("words_sealed", models.TextField()),
                    ("found_on", models.DateField(db_index=True)),
                    ("settled_on", models.DateField(null=True)),
                    ("because", models.CharField(blank=True, max_length=300)),
                    (
                        "decision",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reopenings",
                            to="benefits.decision",
                        ),
                    ),
                    (
                        "followed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="follows",
                            to="benefits.decision",
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
                bases=(gainful.accounts.sealed.SealedMixin, models.Model),
            ),
            migrations.AddConstraint(
                model_name="batch",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("checked_by", None),
                        models.Q(("checked_by", models.F("made_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="who_checks_a_batch_did_not_make_it",
                ),
            ),
            migrations.AddConstraint(
                model_name="batch",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("released_by", None),
                        models.Q(
                            ("checked_by__isnull", False),
                            models.Q(("released_by", models.F("made_by")), _negated=True),
                            models.Q(("released_by", models.F("checked_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="who_releases_a_batch_neither_made_nor_checked_it",
                ),
            ),
            migrations.AddConstraint(
                model_name="batch",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("released_by", None), ("state__in", ["released", "answered"]), _connector="XOR"
                    ),
                    name="a_released_batch_says_by_whom",
                ),
            ),
            migrations.AddConstraint(
                model_name="batch",
                constraint=models.CheckConstraint(
                    condition=models.Q(("state", "returned"), ("returned_because", ""), _connector="XOR"),
                    name="a_returned_batch_says_why",
                ),
            ),
            migrations.AddConstraint(
                model_name="batch",
                constraint=models.CheckConstraint(
                    condition=models.Q(("form__in", ["pain.001.001.03", "pain.001.001.09"])),
                    name="benefits_batch_form_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="batch",
                constraint=models.CheckConstraint(
                    condition=models.Q(("total_fen__gte", 0)), name="benefits_batch_total_fen_bounds"
                ),
            ),
            migrations.AddConstraint(
                model_name="batch",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["made", "checked", "released", "answered", "returned"])
                    ),
                    name="benefits_batch_state_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="bankanswer",
                constraint=models.UniqueConstraint(
                    fields=("batch", "sha256"), name="a_banks_answer_is_read_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="budget",
                constraint=models.UniqueConstraint(
                    fields=("area", "rule", "year"), name="one_budget_a_place_and_year"
                ),
            ),
            migrations.AddConstraint(
                model_name="budget",
                constraint=models.CheckConstraint(
                    condition=models.Q(("committed_fen__lte", models.F("amount_fen"))),
                    name="no_more_is_granted_than_the_budget",
                ),
            ),
            migrations.AddConstraint(
                model_name="budget",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_fen__gte", 0)), name="benefits_budget_amount_fen_bounds"
                ),
            ),
            migrations.AddConstraint(
                model_name="budget",
                constraint=models.CheckConstraint(
                    condition=models.Q(("committed_fen__gte", 0)), name="benefits_budget_committed_fen_bounds"
                ),
            ),
            migrations.AddIndex(
                model_name="claim",
                index=models.Index(fields=["state", "asked_on"], name="claim_by_state"),
            ),
            migrations.AddIndex(
                model_name="claim",
                index=models.Index(fields=["person", "rule"], name="claim_of_person"),
            ),
            migrations.AddConstraint(
                model_name="claim",
                constraint=models.CheckConstraint(
                    condition=models.Q(("period_to__gte", models.F("period_from"))),
                    name="a_claims_period_ends_after_it_begins",
                ),
            ),
            migrations.AddConstraint(
                model_name="claim",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("rule", ""), _negated=True), models.Q(("once_for", ""), _negated=True)
                    ),
                    name="a_claim_names_its_rule_and_limit",
                ),
            ),
            migrations.AddConstraint(
                model_name="claim",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("payee", "person"), ("person__isnull", False)),
                        models.Q(("employer__isnull", False), ("payee", "employer")),
                        _connector="OR",
                    ),
                    name="a_claim_names_who_is_paid",
                ),
            ),
            migrations.AddConstraint(
                model_name="claim",
                constraint=models.CheckConstraint(
                    condition=models.Q(("payee__in", ["person", "employer"])),
                    name="benefits_claim_payee_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="claim",
                constraint=models.CheckConstraint(
                    condition=models.Q(("found__in", ["proposed", "asked", "roll"])),
                    name="benefits_claim_found_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="claim",
                constraint=models.CheckConstraint(
                    condition=models.Q(("how__in", ["found", "screen", "paper", "through"])),
                    name="benefits_claim_how_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="claim",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["open", "decided", "approved", "refused", "withdrawn"])
                    ),
                    name="benefits_claim_state_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("amount_fen__isnull", False), ("grants", True)),
                        models.Q(("amount_fen", None), ("grants", False)),
                        _connector="OR",
                    ),
                    name="a_grant_has_an_amount_and_a_refusal_none",
                ),
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("second", None), ("second_on", None), ("state", "proposed")),
                        models.Q(
                            ("second__isnull", False),
                            ("second_on__isnull", False),
                            ("state__in", ["approved", "returned"]),
                        ),
                        _connector="OR",
                    ),
                    name="a_second_officer_approves_or_returns",
                ),
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("second", None),
                        models.Q(("second", models.F("decided_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="the_second_officer_is_another",
                ),
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.CheckConstraint(
                    condition=models.Q(("state", "returned"), ("returned_because", ""), _connector="XOR"),
                    name="a_return_says_why",
                ),
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("state", "proposed")),
                    fields=("claim",),
                    name="one_open_decision_a_claim",
                ),
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("kind", "first"), ("state", "approved")),
                    fields=("claim",),
                    name="one_first_decision_a_claim",
                ),
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.CheckConstraint(
                    condition=models.Q(("kind__in", ["first", "review", "appeal", "reopened"])),
                    name="benefits_decision_kind_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_fen__gte", 0)), name="benefits_decision_amount_fen_bounds"
                ),
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.CheckConstraint(
                    condition=models.Q(("state__in", ["proposed", "approved", "returned"])),
                    name="benefits_decision_state_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="evidence",
                constraint=models.UniqueConstraint(
                    fields=("claim", "kind"), name="evidence_of_a_kind_once_a_claim"
                ),
            ),
            migrations.AddConstraint(
                model_name="evidence",
                constraint=models.CheckConstraint(
                    condition=models.Q(("kind", ""), _negated=True), name="evidence_says_which"
                ),
            ),
            migrations.AddConstraint(
                model_name="letter",
                constraint=models.UniqueConstraint(
                    fields=("decision", "language"), name="one_letter_a_language"
                ),
            ),
            migrations.AddConstraint(
                model_name="letter",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("how", ""), ("told_on", None)),
                        models.Q(("told_on__isnull", False), models.Q(("how", ""), _negated=True)),
                        _connector="OR",
                    ),
                    name="a_letter_told_says_how",
                ),
            ),
            migrations.AddConstraint(
                model_name="letter",
                constraint=models.CheckConstraint(
                    condition=models.Q(("how__in", ["handed", "read", "own_page", ""])),
                    name="benefits_letter_how_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="objection",
                constraint=models.CheckConstraint(
                    condition=models.Q(("words_sealed", ""), _negated=True), name="an_objection_has_words"
                ),
            ),
            migrations.AddConstraint(
                model_name="objection",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("answer", ""), ("answered_by", None), ("answered_on", None), ("outcome", "")
                        ),
                        models.Q(
                            ("answered_by__isnull", False),
                            ("answered_on__isnull", False),
                            models.Q(("outcome", ""), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="an_answered_objection_says_by_whom_and_why",
                ),
            ),
            migrations.AddConstraint(
                model_name="objection",
                constraint=models.UniqueConstraint(
                    fields=("decision", "kind"), name="one_objection_of_a_kind_a_decision"
                ),
            ),
            migrations.AddConstraint(
                model_name="objection",
                constraint=models.CheckConstraint(
                    condition=models.Q(("kind__in", ["review", "appeal"])),
                    name="benefits_objection_kind_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="objection",
                constraint=models.CheckConstraint(
                    condition=models.Q(("how__in", ["found", "screen", "paper", "through"])),
                    name="benefits_objection_how_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="objection",
                constraint=models.CheckConstraint(
                    condition=models.Q(("outcome__in", ["upheld", "replaced", "withdrawn", ""])),
                    name="benefits_objection_outcome_words",
                ),
            ),
            migrations.AddIndex(
                model_name="payment",
                index=models.Index(fields=["state", "due_on"], name="payment_by_state"),
            ),
            migrations.AddConstraint(
                model_name="payment",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_fen__gt", 0)), name="a_payment_is_above_nothing"
                ),
            ),
            migrations.AddConstraint(
                model_name="payment",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("employer", None), ("person__isnull", False)),
                        models.Q(("employer__isnull", False), ("person", None)),
                        _connector="OR",
                    ),
                    name="a_payment_has_one_payee",
                ),
            ),
            migrations.AddConstraint(
                model_name="payment",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answers", None), ("purpose", "pay")),
                        models.Q(("answers__isnull", False), ("purpose", "clawback")),
                        _connector="OR",
                    ),
                    name="a_clawback_names_its_payment",
                ),
            ),
            migrations.AddConstraint(
                model_name="payment",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("batch__isnull", False), ("state__in", ["batched", "sent", "paid", "returned"])
                        ),
                        models.Q(
                            ("batch", None),
                            ("state__in", ["ready", "cancelled", "demanded", "paid_back", "written_off"]),
                        ),
                        _connector="OR",
                    ),
                    name="a_payment_sent_names_its_batch",
                ),
            ),
            migrations.AddConstraint(
                model_name="payment",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "written_off"), _negated=True),
                        models.Q(
                            ("agreed_by__isnull", False),
                            ("asked_by__isnull", False),
                            models.Q(("because", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="a_debt_is_written_off_by_two_with_a_reason",
                ),
            ),
            migrations.AddConstraint(
                model_name="payment",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("agreed_by", None),
                        models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="who_agrees_to_write_off_is_another",
                ),
            ),
            migrations.AddConstraint(
                model_name="payment",
                constraint=models.UniqueConstraint(
                    condition=models.Q(
                        ("purpose", "pay"), models.Q(("state__in", ["cancelled", "returned"]), _negated=True)
                    ),
                    fields=("decision",),
                    name="a_decision_is_paid_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="payment",
                constraint=models.CheckConstraint(
                    condition=models.Q(("purpose__in", ["pay", "clawback"])),
                    name="benefits_payment_purpose_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="payment",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_fen__gte", 0)), name="benefits_payment_amount_fen_bounds"
                ),
            ),
            migrations.AddConstraint(
                model_name="payment",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        (
                            "state__in",
                            [
                                "ready",
                                "batched",
                                "sent",
                                "paid",
                                "returned",
                                "cancelled",
                                "demanded",
                                "paid_back",
                                "written_off",
                            ],
                        )
                    ),
                    name="benefits_payment_state_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="ledgerentry",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_fen__gt", 0)), name="an_entry_is_above_nothing"
                ),
            ),
            migrations.AddConstraint(
                model_name="ledgerentry",
                constraint=models.CheckConstraint(
                    condition=models.Q(("debit", models.F("credit")), _negated=True),
                    name="an_entry_goes_somewhere",
                ),
            ),
            migrations.AddConstraint(
                model_name="ledgerentry",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("debit__in", ["granted", "owed", "sent", "bank", "demanded", "written_off"])
                    ),
                    name="benefits_ledgerentry_debit_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="ledgerentry",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("credit__in", ["granted", "owed", "sent", "bank", "demanded", "written_off"])
                    ),
                    name="benefits_ledgerentry_credit_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="ledgerentry",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_fen__gte", 0)), name="benefits_ledgerentry_amount_fen_bounds"
                ),
            ),
            migrations.AddConstraint(
                model_name="reopening",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("because", ""), ("followed_by", None), ("settled_by", None), ("settled_on", None)
                        ),
                        models.Q(
                            ("settled_by__isnull", False),
                            ("settled_on__isnull", False),
                            models.Q(
                                ("followed_by__isnull", False),
                                models.Q(("because", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        _connector="OR",
                    ),
                    name="a_settled_reopening_says_what_followed",
                ),
            ),
            migrations.AddConstraint(
                model_name="reopening",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("settled_on", None)),
                    fields=("decision", "fact"),
                    name="a_fact_reopens_once",
                ),
            ),
            migrations.RunPython(install_guards, migrations.RunPython.noop),
        ]
    )
