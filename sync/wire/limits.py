"""How large things on the wire may be: checked before anything is parsed or unpacked."""

ENVELOPE_MOST = 4 * 1024 * 1024  # bytes of a request or an answer
BATCH_RAW_MOST = 16 * 1024 * 1024  # bytes of a batch's events once unpacked
EVENTS_MOST = 20_000  # events in a batch
WINDOW_MOST = 16 * 1024 * 1024  # memory a zstd frame may ask for

BATCH_TARGET = 256 * 1024  # raw bytes of events in a desk's batch: 32 to 64 KiB on the line, more than a day's work
BATCH_LEAST = 16 * 1024  # where a bad line drives it: 2 to 4 KiB on the line
INBOX_PAGE_ITEMS = 20
INBOX_PAGE_BYTES = 1024 * 1024
