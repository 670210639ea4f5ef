"""States of batches and effects of rows are limited to their words."""

from django.conf import settings
from django.db import migrations, models

from gainful.accounts.limits import Limits


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_limits"),
        ("intake", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Limits(
            [
                migrations.AddConstraint(
                    model_name="batch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["reading", "staged", "refused", "applied", "undone", "discarded"])
                        ),
                        name="intake_batch_state_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stagedrow",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("effect__in", ["new", "changed", "same", "refused"])),
                        name="intake_stagedrow_effect_words",
                    ),
                ),
            ]
        ),
    ]
