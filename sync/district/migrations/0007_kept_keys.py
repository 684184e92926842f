"""A desk leaves its wrapped key, for the day its machine is lost."""

# mypy: disable-error-code="misc, no-any-unimported"

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("district", "0006_epochs"),)

    operations = (migrations.AddField(model_name="desk", name="kept_keys", field=models.BinaryField(default=b"")),)
