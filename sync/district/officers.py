"""People of the district who may look at the web pages."""

# mypy: disable-error-code="no-any-unimported"

import unicodedata

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from sync.district.errors import DistrictInputError


def normal_password(typed: str) -> str:
    """Return a password in the one form that is compared: NFC, then NFKC."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFC", typed))


def add_officer(name: str, password: str) -> None:
    """Let `name` sign in with `password` (15 characters or more), or change the password; DistrictInputError."""
    name, password = unicodedata.normalize("NFKC", name.strip()), normal_password(password)
    if not name or len(name) > 150:
        raise DistrictInputError("A name has 1 to 150 characters")
    try:
        validate_password(password)
    except ValidationError as error:
        raise DistrictInputError("A password has at least 15 characters") from error
    officer, _ = User.objects.get_or_create(username=name)
    officer.set_password(password)
    officer.save()
