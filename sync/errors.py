"""What can go wrong between desk and district; each error carries facts, `ui.messages` has the sentences."""

from desk_app.domain.errors import BadInputError, DeskError


class DistrictUnreachableError(DeskError):
    """No answer from `url`: the line or the server is down, `reason` as the network said it. Tried again by itself."""


class DistrictAnswerError(DeskError):
    """`url` answered, but not as a district server does: `reason`. Nothing of it was believed."""


class OtherDistrictError(DistrictAnswerError):
    """A district server answers at `url`, without the key of the one that took this desk in. Nothing was believed.

    It was lost and set up anew, or it is another one; only a new code, entered by a person, makes it trusted.
    """


class CertificateRefusedError(DeskError):
    """The server's certificate does not prove that it is `url`: `reason` (expired, other name, unknown issuer …)."""


class PlainHttpRefusedError(BadInputError):
    """`url` is plain HTTP to another machine; only this machine itself may be reached without TLS."""


class DistrictAddressError(BadInputError):
    """`url` is no address of a server."""


class AuthorityFileError(BadInputError):
    """The file with the district's root certificate, `path`, cannot be read: `reason`."""


class EnrolCodeMissingError(DeskError):
    """This desk is not enrolled and has no one-time code."""


class EnrolCodeRefusedError(DeskError):
    """The district does not know the one-time code, or gave it to another desk or key."""


class NotEnrolledError(DeskError):
    """The district does not know this desk (any more)."""


class RevokedError(DeskError):
    """People of the district took this machine out of use; nothing it sends is taken until they enrol it again."""


class ForkError(DeskError):
    """Two devices go on from one history, apart after event `seq`; both are kept, this one in a new epoch.

    `newest_epoch` is the newest one the district knows of.
    """
