"""Words, amounts, hours and days of casework are limited, and what was agreed to is kept, whoever writes."""

from django.conf import settings
from django.db import migrations, models

from gainful.accounts.guards import reinstall
from gainful.accounts.limits import Limits
from gainful.casework.guards_kept import KEPT


def install_guards(apps, schema_editor):
    """Triggers and functions, by vendor."""
    reinstall(schema_editor, KEPT)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0011_rolls"),
        ("jobs", "0005_limits"),
        ("registry", "0006_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Limits(
            [
                migrations.AddConstraint(
                    model_name="attendance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("unit__in", ["day", "month"])),
                        name="casework_attendance_unit_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attendance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("source__in", ["paper", "phone", "screen"])),
                        name="casework_attendance_source_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attendance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("due_days__gte", 0), ("due_days__lte", 31)),
                        name="casework_attendance_due_days_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="call",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("hours_per_week__gte", 0), ("hours_per_week__lte", 168)),
                        name="casework_call_hours_per_week_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consentreask",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("answer__in", ["agreed", "withdrawn", "not_reached"])),
                        name="casework_consentreask_answer_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("how__in", ["visit", "phone", "office", "meeting"])),
                        name="casework_contact_how_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="followup",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["due", "done", "put_off", "dropped"])),
                        name="casework_followup_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="followup",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("pay_received_fen__gte", 0)),
                        name="casework_followup_pay_received_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="goal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["aimed_for", "reached", "laid_aside"])),
                        name="casework_goal_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="grievance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("how__in", ["own", "through_somebody", "paper_at_desk"])),
                        name="casework_grievance_how_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="grievance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("about__in", ["office", "employer", "desk", "somebody_else"])),
                        name="casework_grievance_about_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="hirereport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["arrived", "not_arrived", "has_left"])),
                        name="casework_hirereport_kind_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="journey",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("direction__in", ["out", "return"])),
                        name="casework_journey_direction_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="journey",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "departed", "called_off"])),
                        name="casework_journey_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="offer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["shown", "accepted", "declined", "withdrawn", "lapsed"])
                        ),
                        name="casework_offer_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="offer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("worker_fee_fen__gte", 0)),
                        name="casework_offer_worker_fee_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="offer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("how__in", ["own_code", "paper_at_desk", "through_somebody", ""])
                        ),
                        name="casework_offer_how_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="passenger",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["seated", "off"])),
                        name="casework_passenger_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="passenger",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("fee_fen__gte", 0)), name="casework_passenger_fee_fen_bounds"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payevidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("received_fen__gte", 0)),
                        name="casework_payevidence_received_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payrollline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("gross_fen__gte", 0)),
                        name="casework_payrollline_gross_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payrollline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("deducted_fen__gte", 0)),
                        name="casework_payrollline_deducted_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payrollline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("paid_fen__gte", 0)), name="casework_payrollline_paid_fen_bounds"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="postterm",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("monthly_wage_fen__gte", 0)),
                        name="casework_postterm_monthly_wage_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="postterm",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "because__in",
                                ["nothing_else_fits", "cannot_leave", "from_ledger", "held_before"],
                            )
                        ),
                        name="casework_postterm_because_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="protectioncase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "closed"])),
                        name="casework_protectioncase_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="returntransport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["journey", "paid", "not_wanted"])),
                        name="casework_returntransport_kind_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="returntransport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("paid_fen__gte", 0)),
                        name="casework_returntransport_paid_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="review",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("worker_said_fen__gte", 0)),
                        name="casework_review_worker_said_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="review",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "decided"])),
                        name="casework_review_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="rollline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("paid_fen__gte", 0)), name="casework_rollline_paid_fen_bounds"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safetycheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("moment__in", ["before_start", "day_30", "day_90", "day_180", "day_365"])
                        ),
                        name="casework_safetycheck_moment_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="spell",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("origin__in", ["recorded", "brought_about"])),
                        name="casework_spell_origin_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="spell",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["agreed", "working", "ended", "called_off"])),
                        name="casework_spell_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="spell",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("pay_low_fen__gte", 0)), name="casework_spell_pay_low_fen_bounds"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="spell",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("pay_high_fen__gte", 0)),
                        name="casework_spell_pay_high_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="travelanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "agreed", "declined", "asked_anew"])),
                        name="casework_travelanswer_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="travelanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("how__in", ["own_code", "paper_at_desk", ""])),
                        name="casework_travelanswer_how_words",
                    ),
                ),
            ]
        ),
        migrations.RunPython(install_guards, migrations.RunPython.noop),
    ]
