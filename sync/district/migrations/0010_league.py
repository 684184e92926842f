"""Decisions on dossiers that were passed on; every event of a dossier, and the officers' names, found by an index."""

# mypy: disable-error-code="misc, no-any-unimported"

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("district", "0009_fleet"),)

    operations = (
        migrations.CreateModel(
            name="DistrictDecision",
            fields=[
                ("pk", models.CompositePrimaryKey("hub", "decision", blank=True, editable=False, primary_key=True,
                                                  serialize=False)),
                ("hub", models.BigIntegerField()),
                ("decision", models.BinaryField()),
                ("number", models.TextField()),
                ("desk", models.IntegerField()),
                ("verdict", models.TextField()),
                ("decided_by", models.TextField()),
                ("decided_at", models.DateTimeField()),
                ("content_hash", models.BinaryField()),
            ],
            options={
                "db_table": "decision",
                "indexes": [models.Index(fields=["hub", "number"], name="decision_by_number")],
            },
        ),
        migrations.AddField(model_name="publication", name="signed", field=models.BinaryField(default=b"")),
        migrations.AddField(model_name="publication", name="in_force_from", field=models.DateField(null=True)),
        migrations.AddField(model_name="publication", name="published_by", field=models.TextField(default="")),
        migrations.AddField(model_name="dossierrow", name="limit_unit", field=models.TextField(default="")),
        migrations.AddField(model_name="dossierrow", name="changed_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="dossierrow", name="lookup_code", field=models.TextField(default="")),
        migrations.RemoveIndex(model_name="event", name="event_by_dossier"),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                fields=["hub", "dossier"], name="event_of_dossier", condition=models.Q(dossier__isnull=False)
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["hub"], name="event_of_officer", condition=models.Q(kind=2)),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["hub"], name="event_anchor", condition=models.Q(kind=8)),
        ),
        migrations.CreateModel(
            name="LeagueMemory",
            fields=[
                ("pk", models.CompositePrimaryKey("hub", "since", "until", blank=True, editable=False,
                                                  primary_key=True, serialize=False)),
                ("hub", models.BigIntegerField()),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("as_of", models.DateTimeField()),
                ("log_size", models.BigIntegerField()),
                ("name", models.TextField()),
                ("line", models.BinaryField()),
            ],
            options={"db_table": "league_memory"},
        ),
    )  # fmt: skip
