"""Words, amounts and the evidence of consents are limited, whoever writes."""

from django.conf import settings
from django.db import migrations, models

from gainful.accounts.limits import Limits
from gainful.accounts.trail import undoing


def say_that_no_paper_was_named(apps, schema_editor):
    """A signature recorded without a word about its paper says so; the trail records the change."""
    with undoing():
        bare = apps.get_model("registry", "Consent").objects.filter(how="signed_paper", evidence="")
        bare.update(evidence="no paper was named")


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_stays_within"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(say_that_no_paper_was_named, migrations.RunPython.noop),
        Limits(
            [
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("how", "own_code"), models.Q(("evidence", ""), _negated=True), _connector="OR"
                        ),
                        name="a_consent_has_its_evidence",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("purpose__in", ["referral", "placement", "sharing", "organised_export", "story"])
                        ),
                        name="registry_consent_purpose_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("how__in", ["signed_paper", "own_code", "at_desk"])),
                        name="registry_consent_how_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="householdincome",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("wage_fen__gte", 0)),
                        name="registry_householdincome_wage_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="householdincome",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("business_fen__gte", 0)),
                        name="registry_householdincome_business_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="householdincome",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("property_fen__gte", 0)),
                        name="registry_householdincome_property_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="householdincome",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("transfer_fen__gte", 0)),
                        name="registry_householdincome_transfer_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="householdincome",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("business_cost_fen__gte", 0)),
                        name="registry_householdincome_business_cost_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("id_state__in", ["valid", "refused", "missing"])),
                        name="registry_person_id_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="registrationevent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["registered", "exited", "reentered", "monitored", "struck_off"])
                        ),
                        name="registry_registrationevent_kind_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="wish",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("pay_at_least_fen__gte", 0)),
                        name="registry_wish_pay_at_least_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="wish",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stays_within__in",
                                ["own_village", "own_township", "own_county", "nothing_keeps", ""],
                            )
                        ),
                        name="registry_wish_stays_within_words",
                    ),
                ),
            ]
        ),
    ]
