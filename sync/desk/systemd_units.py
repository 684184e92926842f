"""The courier as a systemd user unit with its timer. Needs `loginctl enable-linger` to run with nobody signed in."""

from __future__ import annotations

import re

from sync.desk.nightly_job import DAY_BEGINS, DAY_ENDS, DELAY_MINUTES, NightlyJob

_PLAIN = re.compile(r"[A-Za-z0-9@_+=:,./-]+")


def units_of(job: NightlyJob) -> dict[str, str]:
    """Return file names with their text."""
    return {f"{job.name}.service": _service(job), f"{job.name}.timer": _timer(job)}


def _service(job: NightlyJob) -> str:
    return f"""[Unit]
Description=Quầy Một Cửa: gửi phần đã niêm phong lên máy chủ cấp trên
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={_path(str(job.folder))}
ExecStart={" ".join(_word(word) for word in job.program)}
Nice=10
NoNewPrivileges=true
UMask=0077
"""


def _timer(job: NightlyJob) -> str:
    return f"""[Unit]
Description=Quầy Một Cửa: giờ gửi ban đêm của quầy này

[Timer]
OnCalendar=*-*-* {job.clock}:00 Asia/Ho_Chi_Minh
RandomizedDelaySec={DELAY_MINUTES}min
OnCalendar=*-*-* {DAY_BEGINS}..{DAY_ENDS}:{job.minute}:00 Asia/Ho_Chi_Minh
Persistent=true

[Install]
WantedBy=timers.target
"""


def _word(word: str) -> str:
    """Return one word of a command line: systemd splits at spaces and replaces % and $."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return escaped if _PLAIN.fullmatch(escaped) else f'"{escaped}"'


def _path(path: str) -> str:
    # One path to the end of the line: quotes would belong to it.
    return path.replace("%", "%%")
