"""Roles of officers, who did what, conflicts settled, what desks say of themselves, devices taken out of use."""

# mypy: disable-error-code="misc, no-any-unimported"

from typing import Any

from django.db import migrations, models


def give_roles(apps: Any, schema: Any) -> None:
    """Whoever could sign in before goes on as an officer; who administers is said by command."""
    officers = apps.get_model("district", "Officer").objects
    for name in apps.get_model("auth", "User").objects.values_list("username", flat=True):
        officers.get_or_create(hub=0, name=name, defaults={"role": "officer"})


def keep_roles(apps: Any, schema: Any) -> None:
    """Going back needs nothing: the table goes."""


class Migration(migrations.Migration):
    dependencies = (("auth", "0012_alter_user_first_name_max_length"), ("district", "0008_ledger"))

    operations = (
        migrations.AddField(model_name="desk", name="program", field=models.TextField(default="")),
        migrations.AddField(model_name="desk", name="free_disk", field=models.BigIntegerField(null=True)),
        migrations.AddField(model_name="desk", name="oldest_waiting_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="desk", name="clock_ahead", field=models.BigIntegerField(null=True)),
        migrations.AddField(model_name="desk", name="revoked_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="desk", name="revoked_reason", field=models.TextField(default="")),
        migrations.AddField(model_name="desk", name="compared_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="enrolcode", name="expires_at", field=models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Officer",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "name", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("name", models.TextField()),
                ("role", models.TextField()),
                ("one_time_until", models.DateTimeField(null=True)),
            ],
            options={"db_table": "officer"},
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "act", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("act", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("officer", models.TextField()),
                ("deed", models.TextField()),
                ("subject", models.TextField(default="")),
                ("note", models.TextField(default="")),
            ],
            options={"db_table": "act", "indexes": [models.Index(fields=["-at"], name="act_by_time")]},
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hub", "subject", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hub", models.BigIntegerField()),
                ("subject", models.TextField()),
                ("up_to", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("officer", models.TextField()),
                ("note", models.TextField()),
            ],
            options={"db_table": "settlement"},
        ),
        migrations.RunPython(give_roles, keep_roles),
    )
