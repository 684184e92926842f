"""Hubs, desks, streams, events, receipts and what is reckoned from them."""

# mypy: disable-error-code="misc, no-any-unimported"

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Hub",
            fields=[
                ("hub", models.BigIntegerField(primary_key=True, serialize=False)),
                ("agency_code", models.TextField(unique=True)),
                ("name", models.TextField(default="")),
                ("log_size", models.BigIntegerField(default=0)),
                (
                    "log_root",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
            ],
            options={
                "db_table": "hub",
            },
        ),
        migrations.CreateModel(
            name="InboxRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "device", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("device", models.BinaryField()),
                ("seq", models.BigIntegerField()),
                ("content_hash", models.BinaryField()),
            ],
            options={
                "db_table": "inbox",
            },
        ),
        migrations.CreateModel(
            name="Parked",
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
                ("kind", models.IntegerField()),
                ("version", models.IntegerField()),
                ("reason", models.TextField()),
            ],
            options={
                "db_table": "parked",
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "content_hash", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("content_hash", models.BinaryField()),
                ("subject", models.TextField()),
                ("version", models.TextField()),
                ("content", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "publication",
            },
        ),
        migrations.CreateModel(
            name="Quarantined",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub",
                        "device",
                        "epoch",
                        "batch_hash",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("device", models.BinaryField()),
                ("epoch", models.IntegerField()),
                ("batch_hash", models.BinaryField()),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("batch", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "quarantined",
            },
        ),
        migrations.CreateModel(
            name="StoredReceipt",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub",
                        "device",
                        "epoch",
                        "last_seq",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("device", models.BinaryField()),
                ("epoch", models.IntegerField()),
                ("last_seq", models.BigIntegerField()),
                ("receipt", models.BinaryField()),
            ],
            options={
                "db_table": "receipt",
            },
        ),
        migrations.CreateModel(
            name="Stream",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "device", "epoch", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("device", models.BinaryField()),
                ("epoch", models.IntegerField()),
                ("head_seq", models.BigIntegerField(default=0)),
                ("head_chain", models.BinaryField()),
                ("salt", models.BinaryField(null=True)),
                ("heard_at", models.DateTimeField(null=True)),
                ("reported_head", models.BigIntegerField(null=True)),
                ("forked_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "stream",
            },
        ),
        migrations.CreateModel(
            name="Desk",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "device", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("device", models.BinaryField()),
                ("number", models.IntegerField()),
                ("name", models.TextField(default="")),
                ("public_key", models.BinaryField()),
                ("enrolled_at", models.DateTimeField()),
                ("last_contact_at", models.DateTimeField(null=True)),
                ("epoch", models.IntegerField(default=0)),
                ("reported_head", models.BigIntegerField(null=True)),
                ("inbox_last", models.BigIntegerField(default=0)),
                ("inbox_acknowledged", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "desk",
                "indexes": [models.Index(fields=["device"], name="desk_by_device")],
            },
        ),
        migrations.CreateModel(
            name="DossierRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("number", models.TextField()),
                ("status", models.IntegerField()),
                ("name", models.TextField()),
                ("procedure_code", models.TextField()),
                ("procedure_name", models.TextField()),
                ("received_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("handed_over_at", models.DateTimeField(null=True)),
                ("search", models.TextField()),
            ],
            options={
                "db_table": "dossier",
                "indexes": [models.Index(fields=["hub", "-received_at"], name="dossier_by_received")],
            },
        ),
        migrations.CreateModel(
            name="EnrolCode",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "code_hash", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("code_hash", models.BinaryField()),
                ("desk", models.IntegerField()),
                ("name", models.TextField(default="")),
                ("made_at", models.DateTimeField()),
                ("public_key", models.BinaryField(null=True)),
            ],
            options={
                "db_table": "enrol_code",
                "indexes": [models.Index(fields=["code_hash"], name="enrol_code_by_hash")],
            },
        ),
        migrations.CreateModel(
            name="Event",
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
                ("kind", models.IntegerField()),
                ("version", models.IntegerField()),
                ("dossier", models.TextField(null=True)),
                ("recorded_at", models.BigIntegerField()),
                ("header", models.BinaryField()),
                ("digest", models.BinaryField()),
                ("body", models.BinaryField(null=True)),
                ("chain", models.BinaryField()),
            ],
            options={
                "db_table": "event",
                "indexes": [
                    models.Index(
                        condition=models.Q(("kind__in", (20, 21))), fields=["hub", "dossier"], name="event_by_dossier"
                    )
                ],
            },
        ),
    )
