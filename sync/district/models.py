"""The district's tables. Every one leads with the hub (a commune), so that hubs can be spread over machines.

Streams and their events are what the desks said, byte for byte; dossiers are reckoned from them and can be dropped.
"""

# mypy: disable-error-code="misc, var-annotated, no-any-unimported"

from django.db import models

from sync.wire.merkle import EMPTY_ROOT


class Hub(models.Model):
    """A commune and the log of all batches it ever sent: how many, the Merkle root, the full subtrees it is made of."""

    hub = models.BigIntegerField(primary_key=True)
    agency_code = models.TextField()  # one of a kind all the same: `hub` is made of it
    name = models.TextField(default="")
    log_size = models.BigIntegerField(default=0)
    log_root = models.BinaryField(default=EMPTY_ROOT)
    log_frontier = models.BinaryField(default=b"")

    class Meta:
        db_table = "hub"


class Desk(models.Model):
    """A device that was taken in; `reported_head` is the newest seq it has said it holds.

    `replaced_at` is when another device was taken in as the same desk of the commune. `kept_keys` is the file of
    keys it left, which only the recovery code on paper opens. What it said last of itself: `program` (its version),
    `free_disk` (bytes), `oldest_waiting_at` (of what had no receipt), `clock_ahead` (ms before the district's clock).
    `revoked_at`: people took it out of use, nothing is taken from it. `compared_at`: both ends' keys were compared.
    """

    pk = models.CompositePrimaryKey("hub", "device")
    hub = models.BigIntegerField()
    device = models.BinaryField()
    number = models.IntegerField()
    name = models.TextField(default="")
    public_key = models.BinaryField()
    enrolled_at = models.DateTimeField()
    last_contact_at = models.DateTimeField(null=True)
    epoch = models.IntegerField(default=0)
    reported_head = models.BigIntegerField(null=True)
    inbox_last = models.BigIntegerField(default=0)
    inbox_acknowledged = models.BigIntegerField(default=0)
    replaced_at = models.DateTimeField(null=True)
    kept_keys = models.BinaryField(default=b"")
    program = models.TextField(default="")
    free_disk = models.BigIntegerField(null=True)
    oldest_waiting_at = models.DateTimeField(null=True)
    clock_ahead = models.BigIntegerField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.TextField(default="")
    compared_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk"
        indexes = (models.Index(fields=["device"], name="desk_by_device"),)


class EnrolCode(models.Model):
    """A one-time code, kept as its hash; `public_key` is the key that used it, before `expires_at` (null: whenever)."""

    pk = models.CompositePrimaryKey("hub", "code_hash")
    hub = models.BigIntegerField()
    code_hash = models.BinaryField()
    desk = models.IntegerField()
    name = models.TextField(default="")
    made_at = models.DateTimeField()
    public_key = models.BinaryField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrol_code"
        indexes = (models.Index(fields=["code_hash"], name="enrol_code_by_hash"),)


class Stream(models.Model):
    """One epoch of one device. The row is locked while a batch goes in; `salt` blinds events without a dossier.

    An epoch after the first branches off an earlier one after event `base_seq`, whose chain head is `base_chain`: what
    is before lies there. `heard_at` and `reported_head` are of the last batch; the desk's own are of its last question
    for the inbox.
    """

    pk = models.CompositePrimaryKey("hub", "device", "epoch")
    hub = models.BigIntegerField()
    device = models.BinaryField()
    epoch = models.IntegerField()
    head_seq = models.BigIntegerField(default=0)
    head_chain = models.BinaryField()
    base_seq = models.BigIntegerField(default=0)
    base_chain = models.BinaryField(default=b"")
    salt = models.BinaryField(null=True)
    heard_at = models.DateTimeField(null=True)
    reported_head = models.BigIntegerField(null=True)
    forked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "stream"


class Event(models.Model):
    """An event as it came: header without its digest, body (null once erased), digest and chain as reckoned here."""

    pk = models.CompositePrimaryKey("hub", "device", "epoch", "seq")
    hub = models.BigIntegerField()
    device = models.BinaryField()
    epoch = models.IntegerField()
    seq = models.BigIntegerField()
    kind = models.IntegerField()
    version = models.IntegerField()
    dossier = models.TextField(null=True)
    recorded_at = models.BigIntegerField()
    header = models.BinaryField()
    digest = models.BinaryField()
    body = models.BinaryField(null=True)
    chain = models.BinaryField()

    class Meta:
        db_table = "event"
        indexes = (
            models.Index(fields=["hub", "dossier"], name="event_of_dossier", condition=models.Q(dossier__isnull=False)),
            models.Index(fields=["hub"], name="event_of_officer", condition=models.Q(kind=2)),
            models.Index(fields=["hub"], name="event_anchor", condition=models.Q(kind=8)),
        )


class StoredReceipt(models.Model):
    """A receipt as it was given, to be given again."""

    pk = models.CompositePrimaryKey("hub", "device", "epoch", "last_seq")
    hub = models.BigIntegerField()
    device = models.BinaryField()
    epoch = models.IntegerField()
    last_seq = models.BigIntegerField()
    receipt = models.BinaryField()

    class Meta:
        db_table = "receipt"


class LogEntry(models.Model):
    """A batch in its hub's log: where its stream went to, and what the desk signed (null: of an older program).

    `header` are the bytes of the batch's header, `sealed_at` milliseconds of the desk's clock. `nodes` are the nodes of
    the Merkle tree that this leaf completed, itself first.
    """

    pk = models.CompositePrimaryKey("hub", "place")
    hub = models.BigIntegerField()
    place = models.BigIntegerField()
    device = models.BinaryField()
    epoch = models.IntegerField()
    last_seq = models.BigIntegerField()
    header = models.BinaryField(null=True)
    sealed_at = models.BigIntegerField(null=True)
    seal = models.BinaryField(null=True)
    nodes = models.BinaryField()

    class Meta:
        db_table = "log_entry"


class Quarantined(models.Model):
    """A sealed batch that contradicts what is known: both histories are kept, people decide."""

    pk = models.CompositePrimaryKey("hub", "device", "epoch", "batch_hash")
    hub = models.BigIntegerField()
    device = models.BinaryField()
    epoch = models.IntegerField()
    batch_hash = models.BinaryField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    batch = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        db_table = "quarantined"


class Parked(models.Model):
    """An event that is stored and acknowledged, but that the dossier list cannot show yet: why."""

    pk = models.CompositePrimaryKey("hub", "device", "epoch", "seq")
    hub = models.BigIntegerField()
    device = models.BinaryField()
    epoch = models.IntegerField()
    seq = models.BigIntegerField()
    kind = models.IntegerField()
    version = models.IntegerField()
    reason = models.TextField()

    class Meta:
        db_table = "parked"


class Unproven(models.Model):
    """An event whose body came beside its digest and could not be checked against it: why (`Doubt`)."""

    pk = models.CompositePrimaryKey("hub", "device", "epoch", "seq")
    hub = models.BigIntegerField()
    device = models.BinaryField()
    epoch = models.IntegerField()
    seq = models.BigIntegerField()
    doubt = models.IntegerField()

    class Meta:
        db_table = "unproven"


class SignInGuess(models.Model):
    """How often signing in went wrong of late, and when last: of an account (hashed) or of an address."""

    subject = models.TextField(primary_key=True)
    failures = models.IntegerField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "sign_in_guess"


class Officer(models.Model):
    """What a person who signs in may do: `role` (`authorisation.Role`); hub 0 is the whole district.

    `one_time_until` is set while the password is one that somebody else has given: until when it opens the door.
    """

    pk = models.CompositePrimaryKey("hub", "name")
    hub = models.BigIntegerField()
    name = models.TextField()
    role = models.TextField()
    one_time_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "officer"


class Act(models.Model):
    """Who did what when on the district's side, never changed; `act` orders by time. Hub 0: of no one commune."""

    pk = models.CompositePrimaryKey("hub", "act")
    hub = models.BigIntegerField()
    act = models.BinaryField()
    at = models.DateTimeField()
    officer = models.TextField()
    deed = models.TextField()
    subject = models.TextField(default="")
    note = models.TextField(default="")

    class Meta:
        db_table = "act"
        indexes = (models.Index(fields=["-at"], name="act_by_time"),)


class Settlement(models.Model):
    """People decided about a conflict (`subject`) up to its event or moment `up_to`; what came is kept all the same."""

    pk = models.CompositePrimaryKey("hub", "subject")
    hub = models.BigIntegerField()
    subject = models.TextField()
    up_to = models.BigIntegerField()
    at = models.DateTimeField()
    officer = models.TextField()
    note = models.TextField()

    class Meta:
        db_table = "settlement"


class DossierRow(models.Model):
    """A dossier as its events tell it; `search` holds its words without accents.

    `due_at` decides what is late, `original_due_at` was promised first, `reappointed_at` is the apology's new day.
    """

    pk = models.CompositePrimaryKey("hub", "number")
    hub = models.BigIntegerField()
    number = models.TextField()
    status = models.IntegerField()
    name = models.TextField()
    procedure_code = models.TextField()
    procedure_name = models.TextField()
    received_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    search = models.TextField()
    original_due_at = models.DateTimeField(null=True)
    reappointed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    holder_kind = models.TextField(default="desk")
    holder = models.TextField(default="")
    limit_unit = models.TextField(default="")
    changed_at = models.DateTimeField(null=True)
    lookup_code = models.TextField(default="")

    class Meta:
        db_table = "dossier"
        indexes = (models.Index(fields=["hub", "-received_at"], name="dossier_by_received"),)


class Publication(models.Model):
    """What was sent to the desks of a hub (0: to all): a catalogue, a calendar, a decision.

    `content` is zlib of a text, or of a decision's signed note; a catalogue or calendar is `signed` beside it, and
    counts from `in_force_from` on (None: at once).
    """

    pk = models.CompositePrimaryKey("hub", "content_hash")
    hub = models.BigIntegerField()
    content_hash = models.BinaryField()
    subject = models.TextField()
    version = models.TextField()
    content = models.BinaryField()
    at = models.DateTimeField()
    signed = models.BinaryField(default=b"")
    in_force_from = models.DateField(null=True)
    published_by = models.TextField(default="")

    class Meta:
        db_table = "publication"


class DistrictDecision(models.Model):
    """What an officer here decided on a dossier that a desk passed on; `content_hash` is its publication.

    The desk has it once its own log, sent up again, says so: an event of kind 70.
    """

    pk = models.CompositePrimaryKey("hub", "decision")
    hub = models.BigIntegerField()
    decision = models.BinaryField()
    number = models.TextField()
    desk = models.IntegerField()
    verdict = models.TextField()
    decided_by = models.TextField()
    decided_at = models.DateTimeField()
    content_hash = models.BinaryField()

    class Meta:
        db_table = "decision"
        indexes = (models.Index(fields=["hub", "number"], name="decision_by_number"),)


class LeagueMemory(models.Model):
    """A commune's line in the league of a period, good for this length of its log; can be dropped."""

    pk = models.CompositePrimaryKey("hub", "since", "until")
    hub = models.BigIntegerField()
    since = models.DateField()
    until = models.DateField()
    as_of = models.DateTimeField()
    log_size = models.BigIntegerField()
    name = models.TextField()
    line = models.BinaryField()

    class Meta:
        db_table = "league_memory"


class InboxRow(models.Model):
    """An item in a device's inbox; its seq is gap-free per device."""

    pk = models.CompositePrimaryKey("hub", "device", "seq")
    hub = models.BigIntegerField()
    device = models.BinaryField()
    seq = models.BigIntegerField()
    content_hash = models.BinaryField()

    class Meta:
        db_table = "inbox"


class Scan(models.Model):
    """A scan that event `seq` of a device attached; its pages lie in a file (`scan_files`).

    `leaves` are the hashes of its chunks, bit n of `held` says that piece n is here, `whole_at` when all came to be.
    """

    pk = models.CompositePrimaryKey("hub", "device", "root")
    hub = models.BigIntegerField()
    device = models.BinaryField()
    root = models.BinaryField()
    seq = models.BigIntegerField()
    dossier = models.TextField()
    paper_name = models.TextField()
    pages = models.IntegerField()
    size = models.BigIntegerField()
    leaves = models.BinaryField()
    held = models.BinaryField(default=b"")
    announced_at = models.DateTimeField()
    whole_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "scan"
        indexes = (models.Index(fields=["hub", "dossier"], name="scan_by_dossier"),)
