"""What a clerk can be told: errors carry facts, never sentences (the sentences are in ui.messages)."""


class DeskError(Exception):
    """Something that happens in an office. Anything that is not a DeskError is a bug.

    `exit_status` is what the command line returns: 2 for bad input, 1 for a refused act.
    """

    exit_status = 1

    def __init__(self, **facts: object) -> None:
        super().__init__(", ".join(f"{name}={value!r}" for name, value in facts.items()))
        self.facts = facts


class BadInputError(DeskError):
    """What was typed, scanned or handed in cannot be understood or is not allowed."""

    exit_status = 2


class UnknownProcedureError(BadInputError):
    """No procedure has this `code`."""


class NameMissingError(BadInputError):
    """A person without a name."""


class NameTooLongError(BadInputError):
    """A name of more than `most` characters."""


class ForbiddenCharacterError(BadInputError):
    """`field` holds a control, bidirectional or zero-width character, named in `character`."""


class PersonalNumberError(BadInputError):
    """A personal number with anything but ASCII digits and letters (`character`), or too long."""


class DossierNumberError(BadInputError):
    """`text` is not a dossier number."""


class DateImpossibleError(BadInputError):
    """`text` is no date or time that exists, in `field`."""


class DayOutsideError(BadInputError):
    """`day` in `field` does not lie between `first` and `last`."""


class TextMissingError(BadInputError):
    """`field` says nothing, and must."""


class CalendarError(BadInputError):
    """A calendar file has an error at `place` (line or entry): `reason`."""


class CatalogueError(BadInputError):
    """A catalogue file has an error at `place` (line or entry): `reason`."""


class CalendarEndsError(DeskError):
    """No working day within the horizon: the calendar closes every day after `day`."""


class PapersIncompleteError(DeskError):
    """Required papers are neither handed in nor set aside: `missing` (names)."""


class UnknownPaperError(BadInputError):
    """`name` is not a paper a clerk could have taken in."""


class DossierNotFoundError(DeskError):
    """No dossier has this `number`."""


class EventNotFoundError(DeskError):
    """The log has no event `seq`."""


class SecondReappointmentError(DeskError):
    """The dossier has had its one apology and new day `promised_at`; the law allows no second (NĐ 118/2025)."""


class DossierHeldElsewhereError(DeskError):
    """The dossier `number` is written by `desk` of the commune (0: unknown); this desk may take it over first."""


class IllegalMoveError(DeskError):
    """`move` is not possible in `state`; `possible` are."""


class CardNotReadableError(BadInputError):
    """`text` is no identity-card code."""


class HealthInsuranceCardError(BadInputError):
    """A health-insurance card was scanned where an identity card is expected."""


class TextTooLongError(BadInputError):
    """`field` holds more than `most` characters."""


class DeskNumberError(BadInputError):
    """`desk` is no desk number: an agency has desks 1 to 9."""


class FirstNumberError(BadInputError):
    """`first` is no number that desk `desk` can start its day with."""


class PadSheetTakenError(DeskError):
    """No free sheet of a pad of the day `on` has the `counter`: none was printed, or it is used or spoiled."""


class NumbersTakenError(DeskError):
    """The counters `first` to `last` of the day `on` cannot be a pad: some are given, or on a pad already."""


class NewDayNotAfterError(BadInputError):
    """A new day `new_on` of an apology that is not after the old day `old_on`."""


class NewDayClosedError(BadInputError):
    """A new day `new_on` on which the office is closed; `next_open` is the next day it serves."""


class NewDayPassedError(BadInputError):
    """A new day `new_on` whose service is over already, `today`."""


class NotOnChecklistError(BadInputError):
    """`names` are not on the checklist in force at reception, and no chairman's reason and name are given."""


class NothingAskedError(BadInputError):
    """A supplement request that asks for nothing."""


class PaperExpiredError(BadInputError):
    """`name`, kept from dossier `dossier`, was valid until `valid_until` only, and no reason is given to reuse it."""


class ExemptionReasonError(BadInputError):
    """The fee `name` is waived without a reason."""


class DecisionNotWaitingError(BadInputError):
    """No decision `decision` of the upper body waits for an answer here."""
