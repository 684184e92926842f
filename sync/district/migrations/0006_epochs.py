"""An epoch after the first branches off an earlier one: after which event."""

# mypy: disable-error-code="misc, no-any-unimported"

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("district", "0005_whole_life"),)

    operations = (
        migrations.AddField(model_name="stream", name="base_seq", field=models.BigIntegerField(default=0)),
        migrations.AddField(model_name="stream", name="base_chain", field=models.BinaryField(default=b"")),
    )
