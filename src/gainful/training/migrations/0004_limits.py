"""Allowances and the names of rolls are limited, whoever writes."""

from django.conf import settings
from django.db import migrations, models

from gainful.accounts.limits import Limits


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0006_limits"),
        ("training", "0003_learning"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Limits(
            [
                migrations.AddConstraint(
                    model_name="enrolment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("allowance_fen__gte", 0)),
                        name="training_enrolment_allowance_fen_bounds",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="rollmark",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("roll__in", ["paper", "phone"])),
                        name="training_rollmark_roll_words",
                    ),
                ),
            ]
        ),
    ]
