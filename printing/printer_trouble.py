"""What holds a printer up, in one word, as its queue tells it: why a slip waits is not guessed at.

Words: "" (nothing known), paper, jam, cover, ink, offline, stopped, none.
"""

from printing.printer import LpPrinter, PrinterState

# The state reasons of RFC 8011 §5.4.12 and CUPS' own, worst first; a report says the same without stopping the queue.
_REASONS = (
    ("media-jam", "jam"),
    ("media-empty", "paper"),
    ("media-needed", "paper"),
    ("cover-open", "cover"),
    ("door-open", "cover"),
    ("toner-empty", "ink"),
    ("marker-supply-empty", "ink"),
    ("offline", "offline"),
    ("connecting-to-device", "offline"),
    ("timed-out", "offline"),
)
_TOLD = (
    ("out of paper", "paper"),
    ("paper jam", "jam"),
    ("cover", "cover"),
    ("not responding", "offline"),
    ("unable to connect", "offline"),
    ("unplugged", "offline"),
    ("waiting for printer to become available", "offline"),
)


def trouble_of(printer: LpPrinter) -> str:
    """Return what holds the printer up, "" for nothing known. Asks the print service: some milliseconds."""
    state = printer.state()
    if state is PrinterState.NONE:
        return "none"
    told = trouble_in(printer.report())
    return told or ("stopped" if state is PrinterState.STOPPED else "")


def trouble_in(report: str) -> str:
    """Return the trouble that a long report of one printer (`lpstat -l -p NAME`) names, "" for none."""
    lines = [line.strip().lower() for line in report.splitlines()]
    alerts = " ".join(line.removeprefix("alerts:") for line in lines if line.startswith("alerts:"))
    named = [trouble for reason, trouble in _REASONS if reason in alerts]
    # Some drivers say it in words alone, on the line under the printer's name.
    named += [trouble for words, trouble in _TOLD if any(words in line for line in lines[:2])]
    return named[0] if named else ""
