"""One table of attendance for lists and screens; posts from a ledger; journeys changed and people asked again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import gainful.accounts.scope
from gainful.accounts.guards import audit_tables, install
from gainful.casework.guards_asked import ASKED, TABLES

ALTERED = ["casework_attendance", "casework_postterm", "casework_review"]
ROLLS = (("paper", "paper_days"), ("phone", "phone_days"))


def bring_together(apps, schema_editor):
    """Each line of a list becomes a row a roll, its review follows it; nothing that was told is lost.

    A roll that somebody recorded on screen for the same month with the same days stays the row it is. One that says
    other days is kept beside it, without the job: a list never replaces what was recorded.
    """
    rows = apps.get_model("casework", "Attendance").objects
    for row in rows.select_related("spell").iterator():
        row.person_id = row.spell.person_id
        row.save(update_fields=["person"])
    reviews = apps.get_model("casework", "Review").objects
    for line in apps.get_model("casework", "PostAttendance").objects.order_by("pk").iterator():
        for roll, column in ROLLS:
            row = _row_of(rows, line, roll, getattr(line, column))
            if roll == "phone":
                reviews.filter(attendance=line).update(attendance_row=row)
    if schema_editor.connection.vendor == "postgresql":
        # What is deferred would keep the tables from being altered in this transaction.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE", params=None)
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED", params=None)


def _row_of(rows, line, roll, days):
    """The row that keeps one roll of a line."""
    month = {"unit": "month", "begins_on": line.month, "source": roll}
    there = rows.filter(spell_id=line.spell_id, **month).first() if line.spell_id else None
    if there is not None and not there.told_in and days in (None, there.present_days):
        there.due_days, there.post, there.told_in = line.due_days, line.post, line.source or "list"
        there.save()
        return there
    return rows.create(
        area=line.area,
        person_id=line.person_id,
        spell_id=None if there is not None else line.spell_id,
        post=line.post,
        present_days=days,
        due_days=line.due_days,
        recorded_on=line.told_on,
        told_in=line.source or "list",
        **month,
    )


def guard(apps, schema_editor):
    """The guards of changed journeys; the audit of the new tables and of those that changed."""
    install(schema_editor, ASKED)
    audit_tables(schema_editor, [*TABLES, *ALTERED])


def own():
    """The columns that every row has."""
    key = models.CharField(default=gainful.accounts.scope.new_key, editable=False, max_length=16, unique=True)
    return [
        (
            "id",
            models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
        ),
        ("key", key),
        ("area", models.BigIntegerField(db_index=True)),
    ]


def to(model, related, **more):
    """A column that refers to another table."""
    kept = django.db.models.deletion.PROTECT
    return models.ForeignKey(on_delete=kept, related_name=related, to=model, **more)


ATTENDANCE = [
    migrations.AddField("attendance", "due_days", models.PositiveSmallIntegerField(null=True)),
    migrations.AddField("attendance", "person", to("registry.person", "attendance", null=True)),
    migrations.AddField(
        "attendance", "post", models.CharField(blank=True, default="", max_length=120), preserve_default=False
    ),
    migrations.AddField(
        "attendance",
        "told_in",
        models.CharField(blank=True, default="", max_length=160),
        preserve_default=False,
    ),
    migrations.AlterField("attendance", "present_days", models.PositiveSmallIntegerField(null=True)),
    migrations.AlterField("attendance", "spell", to("casework.spell", "attendance", null=True)),
    migrations.AddField("review", "attendance_row", to("casework.attendance", "+", null=True)),
    migrations.RunPython(bring_together, migrations.RunPython.noop),
    migrations.AlterField("attendance", "person", to("registry.person", "attendance")),
    migrations.RemoveField("review", "attendance"),
    migrations.RenameField("review", "attendance_row", "attendance"),
    migrations.AlterField("review", "attendance", to("casework.attendance", "reviews", null=True)),
    migrations.DeleteModel("PostAttendance"),
    migrations.AddConstraint(
        "attendance",
        models.UniqueConstraint(
            condition=Q(spell=None),
            fields=("person", "post", "unit", "begins_on", "source"),
            name="one_attendance_without_a_job",
        ),
    ),
    migrations.AddConstraint(
        "attendance",
        models.CheckConstraint(
            condition=Q(present_days__isnull=False, spell__isnull=False) | ~Q(told_in=""),
            name="attendance_on_screen_is_of_a_job",
        ),
    ),
]

REASONS = [
    ("nothing_else_fits", "Nothing Else Fits"),
    ("cannot_leave", "Cannot Leave"),
    ("from_ledger", "From Ledger"),
    ("held_before", "Held Before"),
]
POSTS = [
    migrations.RemoveConstraint("postterm", "a_post_term_lies_ahead"),
    migrations.AddField(
        "postterm", "ledger", models.CharField(blank=True, default="", max_length=120), preserve_default=False
    ),
    migrations.AddField("postterm", "ledger_of", models.DateField(null=True)),
    migrations.AlterField("postterm", "because", models.CharField(choices=REASONS, max_length=20)),
    migrations.AddConstraint(
        "postterm",
        models.CheckConstraint(
            condition=Q(ends_on__gte=F("agreed_on")) | Q(because__in=["from_ledger", "held_before"]),
            name="a_post_term_lies_ahead",
        ),
    ),
    migrations.AddConstraint(
        "postterm",
        models.CheckConstraint(
            condition=(Q(because="from_ledger") & Q(ledger_of__isnull=False) & ~Q(ledger=""))
            | (~Q(because="from_ledger") & Q(ledger_of=None, ledger="")),
            name="a_post_from_a_ledger_names_it",
        ),
    ),
]

STATES = [
    ("waiting", "Waiting"),
    ("agreed", "Agreed"),
    ("declined", "Declined"),
    ("asked_anew", "Asked Anew"),
]
WAYS = [("own_code", "Own Code"), ("paper_at_desk", "Paper At Desk")]
JOURNEYS = [
    migrations.CreateModel(
        name="JourneyChange",
        fields=[
            *own(),
            ("changed_on", models.DateField()),
            ("because", models.CharField(max_length=200)),
            ("leaves_on_before", models.DateField()),
            ("leaves_on_after", models.DateField()),
            ("from_before", models.CharField(max_length=120)),
            ("from_after", models.CharField(max_length=120)),
            ("changed_by", to(settings.AUTH_USER_MODEL, "+", null=True)),
            ("journey", to("casework.journey", "changes")),
        ],
        options={
            "constraints": [
                models.CheckConstraint(condition=~Q(because=""), name="a_changed_journey_says_why"),
                models.CheckConstraint(
                    condition=~Q(leaves_on_before=F("leaves_on_after")) | ~Q(from_before=F("from_after")),
                    name="a_change_changes_something",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="TravelAnswer",
        fields=[
            *own(),
            ("state", models.CharField(choices=STATES, default="waiting", max_length=10)),
            ("asked_on", models.DateField()),
            ("messaged", models.BooleanField(default=False)),
            ("answered_on", models.DateField(null=True)),
            ("answered_at", models.DateTimeField(null=True)),
            ("how", models.CharField(blank=True, choices=WAYS, max_length=13)),
            ("evidence", models.CharField(blank=True, max_length=120)),
            ("cooling_off_until", models.DateTimeField(null=True)),
            ("change", to("casework.journeychange", "answers")),
            ("journey", to("casework.journey", "answers")),
            ("person", to("registry.person", "travel_answers")),
            ("recorded_by", to(settings.AUTH_USER_MODEL, "+", null=True)),
            ("spell", to("casework.spell", "travel_answers")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=~Q(state="asked_anew"),
                    fields=("journey", "person"),
                    name="one_standing_answer_a_journey",
                ),
                models.CheckConstraint(
                    condition=Q(state__in=["waiting", "asked_anew"])
                    | (Q(answered_on__isnull=False, answered_at__isnull=False) & ~Q(how="")),
                    name="an_answer_to_a_change_says_when_and_how",
                ),
                models.CheckConstraint(
                    condition=~Q(how="paper_at_desk") | ~Q(evidence=""), name="an_answer_on_paper_names_it"
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    """Lists first become rows of the one table; then the guards, and the audit of what was altered."""

    dependencies = [
        ("casework", "0009_ledgers"),
        ("registry", "0005_stays_within"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *ATTENDANCE,
        *POSTS,
        *JOURNEYS,
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
