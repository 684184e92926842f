"""Sign-ins that went wrong."""

# mypy: disable-error-code="misc, no-any-unimported"

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("district", "0002_unproven"),)

    operations = (
        migrations.CreateModel(
            name="SignInGuess",
            fields=[
                ("subject", models.TextField(primary_key=True, serialize=False)),
                ("failures", models.IntegerField()),
                ("last_at", models.DateTimeField()),
            ],
            options={"db_table": "sign_in_guess"},
        ),
    )
