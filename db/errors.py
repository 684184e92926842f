"""What can go wrong with the desk's memory, as a clerk can be told."""

from desk_app.domain.errors import BadInputError, DeskError


class WrongPasswordError(DeskError):
    """The password opens no key of this officer."""


class PasswordTooShortError(BadInputError):
    """A password needs at least `least` characters; this one has `length`."""


class RecoveryCodeError(BadInputError):
    """The recovery code is wrong; `group` is the first mistyped group (1-8), None when the code as a whole is."""


class OfficerUnknownError(BadInputError):
    """No officer `name` may sign in here."""


class DeskAlreadyOpenError(DeskError):
    """Another window or command has the desk in `home` open."""


class DeskNotFoundError(BadInputError):
    """There is no desk in `home`."""


class DeskExistsError(DeskError):
    """There already is a desk in `home`; it is not overwritten."""


class NewerDatabaseError(DeskError):
    """The database was written by a newer program: it knows the `steps` that this one does not."""


class DiskFullError(DeskError):
    """The disk is full; what was being saved was not saved, what was saved before is safe."""


class StorageFailedError(DeskError):
    """The disk or the file system refused: `reason` is what it said. What was being saved was not saved."""


class DatabaseDamagedError(DeskError):
    """The database in `home` cannot be trusted and no whole copy survives; `reason` says what was found."""


class HistoriesDifferError(DeskError):
    """Database and second copy (`copy`) tell two stories at event `seq`: two desks were mixed. Neither is touched."""
