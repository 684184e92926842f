"""The district as a Django application."""

# mypy: disable-error-code="misc, no-any-unimported"

from django.apps import AppConfig


class DistrictConfig(AppConfig):
    """Its tables are named without a prefix: the database is the district's own."""

    name = "sync.district"
    label = "district"
    default_auto_field = "django.db.models.BigAutoField"
