"""Which circular's forms are in force on a day."""

from datetime import date

from desk_app.domain.slip import LegalProfile
from desk_app.settings import Settings

# TT 03/2025/TT-VPCP was signed on 15/9/2025; before it the forms of TT 01/2018/TT-VPCP were used.
_SINCE = ((date(2025, 9, 15), LegalProfile.TT03_2025), (date.min, LegalProfile.TT01_2018))
BY_DATE = "by_date"


def profile_on(settings: Settings, on: date) -> str:
    """Return the legal profile for a paper made on this day: by the setting, or by the day itself."""
    chosen = settings["legal_profile"]
    if chosen != BY_DATE:
        return chosen
    return next(profile.value for since, profile in _SINCE if on >= since)
