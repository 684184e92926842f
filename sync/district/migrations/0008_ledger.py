"""The log of batches becomes a Merkle tree; of every batch the header and the seal are kept too."""

# mypy: disable-error-code="misc, no-any-unimported"

from __future__ import annotations

from typing import Any

import msgspec
from django.db import migrations, models

from sync.wire.district_log import leaf_of
from sync.wire.merkle import EMPTY_ROOT, grown, root_of_frontier
from sync.wire.messages import Receipt

_SIGNATURE_BYTES = 64
_AT_ONCE = 500


def plant(apps: Any, schema_editor: Any) -> None:
    """Enter the batches of older programs, which were chained, in the order in which they came.

    Their receipts say at which place they are. What they say of the log's root was of the chain (`log_form` 0).
    """
    of = {name: apps.get_model("district", name).objects for name in ("Hub", "StoredReceipt", "LogEntry")}
    for hub in of["Hub"].all():
        size, frontier, made = 0, b"", []
        for receipt in sorted(_receipts(of["StoredReceipt"].filter(hub=hub.hub)), key=lambda each: each.log_size):
            frontier, nodes = grown(size, frontier, leaf_of(receipt))
            made.append(
                apps.get_model("district", "LogEntry")(
                    hub=hub.hub, place=size, device=receipt.device, epoch=receipt.epoch, last_seq=receipt.last_seq,
                    nodes=nodes,
                )
            )  # fmt: skip
            size += 1
        of["LogEntry"].bulk_create(made, batch_size=_AT_ONCE)
        of["Hub"].filter(hub=hub.hub).update(log_size=size, log_frontier=frontier, log_root=root_of_frontier(frontier))


def _receipts(stored: Any) -> list[Receipt]:
    notes = stored.order_by("hub", "device", "epoch", "last_seq").values_list("receipt", flat=True)
    return [msgspec.msgpack.decode(bytes(note)[_SIGNATURE_BYTES:], type=Receipt) for note in notes.iterator()]


class Migration(migrations.Migration):
    dependencies = (("district", "0007_kept_keys"),)

    operations = (
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "place", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("place", models.BigIntegerField()),
                ("device", models.BinaryField()),
                ("epoch", models.IntegerField()),
                ("last_seq", models.BigIntegerField()),
                ("header", models.BinaryField(null=True)),
                ("sealed_at", models.BigIntegerField(null=True)),
                ("seal", models.BinaryField(null=True)),
                ("nodes", models.BinaryField()),
            ],
            options={"db_table": "log_entry"},
        ),
        migrations.AddField(model_name="hub", name="log_frontier", field=models.BinaryField(default=b"")),
        migrations.AlterField(model_name="hub", name="log_root", field=models.BinaryField(default=EMPTY_ROOT)),
        # Of its own accord unique: the hub is made of it, and no constraint may reach over hubs.
        migrations.AlterField(model_name="hub", name="agency_code", field=models.TextField()),
        migrations.RunPython(plant, migrations.RunPython.noop),
    )
