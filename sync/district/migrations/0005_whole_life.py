"""The whole life of a dossier: first promise, new day of an apology, end, holder; registrations carry salts too."""

# mypy: disable-error-code="misc, no-any-unimported"

from typing import Any

from django.db import migrations, models

_ADDED: tuple[tuple[str, Any], ...] = (
    *((name, models.DateTimeField(null=True)) for name in ("original_due_at", "reappointed_at", "ended_at")),
    *((name, models.TextField(default=default)) for name, default in (("holder_kind", "desk"), ("holder", ""))),
)


class Migration(migrations.Migration):
    dependencies = (("district", "0004_replaced_device"),)

    operations = (
        *(migrations.AddField(model_name="dossierrow", name=name, field=field) for name, field in _ADDED),
        migrations.RunSQL("UPDATE dossier SET original_due_at = due_at"),
        migrations.RunSQL("UPDATE dossier SET ended_at = received_at WHERE status = 3"),
        migrations.RemoveIndex(model_name="event", name="event_by_dossier"),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                fields=["hub", "dossier"], name="event_by_dossier", condition=models.Q(kind__in=(20, 21, 40))
            ),
        ),
    )
