"""Bodies that could not be checked against their digests."""

# mypy: disable-error-code="misc, no-any-unimported"

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("district", "0001_first_tables"),)

    operations = (
        migrations.CreateModel(
            name="Unproven",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "device", "epoch", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("device", models.BinaryField()),
                ("epoch", models.IntegerField()),
                ("seq", models.BigIntegerField()),
                ("doubt", models.IntegerField()),
            ],
            options={"db_table": "unproven"},
        ),
    )
