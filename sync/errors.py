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


class BatchRefusedError(DistrictAnswerError):
    """The district at `url` understood events `first` … `last` and would not take them: `reason`, a word of the wire.

    Sent again by itself; what is refused stays visible until a receipt proves it.
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


class DistrictPutBackError(DeskError):
    """The district says it was put back to a backup: its log is of `size` batches, and once was of `known`.

    What it lost goes up again by itself.
    """


class DistrictContradictedError(DeskError):
    """The district's log (`size` batches) does not go on from what it signed before (`known` batches).

    Something in it was dropped or changed; the evidence is in the desk's log. What is missing goes up again by itself.
    """


class RevokedError(DeskError):
    """People of the district took this machine out of use; nothing it sends is taken until they enrol it again."""


class ForkError(DeskError):
    """Two devices go on from one history, apart after event `seq`; both are kept, this one in a new epoch.

    `newest_epoch` is the newest one the district knows of.
    """


class StickGoneError(DeskError):
    """The stick at `folder` is not there, or was pulled out meanwhile. What it has whole stays good."""


class StickFullError(DeskError):
    """No room is left on the stick at `folder`. What it has whole stays good."""


class StickFailedError(DeskError):
    """The stick at `folder` cannot be written or read: `reason`."""


class StickReadBackError(DeskError):
    """The file `name` reads differently from what was just written: the stick cannot be trusted."""


class StickLinkError(DeskError):
    """`name` on the stick is a link, a pipe or anything but what belongs there; it is not followed."""


class StickTooLargeError(DeskError):
    """The file `name` on the stick is larger than any of ours, which have `most` bytes."""


class StickTooManyError(DeskError):
    """More than `most` files lie in the folder `name` of the stick."""


class StickScansNotKeptError(DeskError):
    """The district took everything from the stick but some scans, which its disk did not take: `reason`."""


class StickEmptyError(DeskError):
    """No desk laid anything on the stick at `folder`."""


class StickEnvelopesRefusedError(DeskError):
    """`count` envelopes of the desk `device`, `name` the first, were not taken: `reason`, a word of the district."""


class StickQuestionMissingError(DeskError):
    """In the folder of `device` lies no question, so that there is nothing to answer."""


class StickQuestionDamagedError(DeskError):
    """The question in the folder of `device` is damaged or another desk's; it gets no answer."""


class StickRequestDamagedError(DeskError):
    """The request to be taken in, in the folder of `device`, is damaged or another desk's; it gets no answer."""


class StickRequestRefusedError(DeskError):
    """The desk `device` was not taken in: `reason`, a word of the district. The stick tells it so."""


class StickWithoutAnswerError(DeskError):
    """Nothing from the district for this desk is on the stick at `folder`."""


class StickAnswerError(DeskError):
    """What is on the stick is no answer of this desk's district to this desk: `reason`. Nothing of it was believed."""


class StickBeforeEnrolmentError(DeskError):
    """This desk was never taken in by the district: it has no key to close envelopes with, and no code to ask by."""


class SpoolFailedError(DeskError):
    """What was sealed for the night could not be written to `path`: `reason`. The log has it all the same."""


class SpoolReceiptError(DeskError):
    """A receipt that the courier brought, in the file `path`, does not agree with this desk's log; it is left there."""
