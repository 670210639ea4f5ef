"""An index off which the latest answer about work is read."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0006_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="wish",
            index=models.Index(
                fields=["person", "-asked_on", "-id", "willing"], name="wish_latest_of_person"
            ),
        ),
    ]
