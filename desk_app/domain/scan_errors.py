"""Why a file is not taken in as a scan, and what can befall the scans that are kept. `name` is the file's name."""

from desk_app.domain.errors import BadInputError, DeskError


class ScanRefusedError(BadInputError):
    """A file that is not taken in; each kind of danger or damage has a class and a sentence of its own."""


class FileUnreadableError(ScanRefusedError):
    """`name` cannot be read: `reason`."""


class NotAPlainFileError(ScanRefusedError):
    """`name` is a folder, a device, a pipe or a socket."""


class LinkRefusedError(ScanRefusedError):
    """`name` is a link that leads elsewhere."""


class FileNameRefusedError(ScanRefusedError):
    """`name` leads out of its folder, or holds characters that no file name has."""


class FileTooLargeError(ScanRefusedError):
    """`name` has more than `most` MB."""


class UnknownFileKindError(ScanRefusedError):
    """`name` is no PDF, JPEG, PNG or TIFF."""


class FileKindMismatchError(ScanRefusedError):
    """`name` is something else than its ending says, or two kinds of file at once."""


class ImageTooLargeError(ScanRefusedError):
    """`name` has a picture of `pixels` million points; `most` million are taken."""


class AnimatedImageError(ScanRefusedError):
    """`name` is a moving picture."""


class FileBombError(ScanRefusedError):
    """Reading `name` took more memory or time than any paper does, or ended the process that read it."""


class PdfScriptError(ScanRefusedError):
    """`name` is a PDF with a program in it."""


class PdfAttachmentError(ScanRefusedError):
    """`name` is a PDF that starts something, sends something or carries other files."""


class PdfEncryptedError(ScanRefusedError):
    """`name` is a PDF behind a password."""


class FileCutShortError(ScanRefusedError):
    """`name` is damaged, or ends too early."""


class TooManyPagesError(ScanRefusedError):
    """The files together have `pages` pages; a scan has at most `most`."""


class NoRoomForScansError(DeskError):
    """Only `free` MB are left on the disk; below `least` nothing is attached, so that dossiers can be saved."""


class ScanNotFoundError(BadInputError):
    """The dossier has no scan `scan`."""


class ScanMissingError(DeskError):
    """The file of the scan `scan` is not on this machine."""


class ScanDamagedError(DeskError):
    """The file of the scan `scan` is not what was kept: nothing of it is shown."""


class ScanNotThereError(DeskError):
    """The district has no, or not all, of the scan `scan`."""


class PageNotFoundError(BadInputError):
    """The scan has no page `page`; it has `pages`."""


class NoScannerError(DeskError):
    """No scanner answers."""


class ScannerFailedError(DeskError):
    """The scanner did not deliver a page: `reason` in its own words."""


class ScannerSilentError(ScannerFailedError):
    """The scanner did not deliver a page within `seconds` seconds."""
