"""A device in whose place another one was taken in."""

# mypy: disable-error-code="misc, no-any-unimported"

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("district", "0003_sign_in_guess"),)

    operations = (migrations.AddField(model_name="desk", name="replaced_at", field=models.DateTimeField(null=True)),)
