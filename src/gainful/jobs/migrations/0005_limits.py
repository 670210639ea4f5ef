"""States, steps, pay and hours are limited, whoever writes."""

from django.conf import settings
from django.db import migrations, models

from gainful.accounts.limits import Limits


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0004_places"),
        ("registry", "0006_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Limits(
            [
                migrations.AddConstraint(
                    model_name="broughtalong",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("income_raised_fen__gte", 0)),
                        name="jobs_broughtalong_income_raised_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="leaderapplication",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "refused", "certified"])),
                        name="jobs_leaderapplication_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="leaderstep",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["village", "first_secretary", "township", "county_list", "certificate"],
                            )
                        ),
                        name="jobs_leaderstep_kind_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="opening",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("pay_low_fen__gte", 0)), name="jobs_opening_pay_low_fen_bounds"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="opening",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("pay_high_fen__gte", 0)), name="jobs_opening_pay_high_fen_bounds"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="opening",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("hours_per_week__gte", 0), ("hours_per_week__lte", 168)),
                        name="jobs_opening_hours_per_week_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="opening",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "held", "closed"])),
                        name="jobs_opening_state_words",
                    ),
                ),
            ]
        ),
    ]
