"""A purpose more: a story that a person tells is shared. Only a list of words changes, no table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0003_guards_again"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consent",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("referral", "Referral"),
                    ("placement", "Placement"),
                    ("sharing", "Sharing"),
                    ("organised_export", "Organised Export"),
                    ("story", "Story"),
                ],
                max_length=20,
            ),
        ),
    ]
