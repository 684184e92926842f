"""Scans of papers, whose pages lie in files beside the database."""

# mypy: disable-error-code="misc, no-any-unimported"

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("district", "0010_league"),)

    operations = (
        migrations.CreateModel(
            name="Scan",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "device", "root", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("device", models.BinaryField()),
                ("root", models.BinaryField()),
                ("seq", models.BigIntegerField()),
                ("dossier", models.TextField()),
                ("paper_name", models.TextField()),
                ("pages", models.IntegerField()),
                ("size", models.BigIntegerField()),
                ("leaves", models.BinaryField()),
                ("held", models.BinaryField(default=b"")),
                ("announced_at", models.DateTimeField()),
                ("whole_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "scan",
                "indexes": [models.Index(fields=["hub", "dossier"], name="scan_by_dossier")],
            },
        ),
    )
