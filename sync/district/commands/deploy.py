"""`district deploy`: the server on a Debian with PostgreSQL and nginx, in one command that may be typed again."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

from sync.district.errors import DistrictError, DistrictInputError

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_HOME = "/var/lib/district"
_DATABASE = "postgresql:///district?host=/run/postgresql"
_WORKERS_MOST = 4  # each is 90 MB, and the unit allows 512
_PLACES = {
    "district.service": "etc/systemd/system",
    "district-backup.service": "etc/systemd/system",
    "district-backup.timer": "etc/systemd/system",
    "district-verify.service": "etc/systemd/system",
    "district-verify.timer": "etc/systemd/system",
    "nginx.conf": "etc/nginx/sites-enabled",
}
_STEPS = (
    "getent passwd district || useradd --system --home-dir /var/lib/district --shell /usr/sbin/nologin district",
    "runuser -u postgres -- psql -qAtc \"SELECT 1 FROM pg_roles WHERE rolname = 'district'\" | grep -q 1"
    " || runuser -u postgres -- createuser district",
    "runuser -u postgres -- psql -qAtc \"SELECT 1 FROM pg_database WHERE datname = 'district'\" | grep -q 1"
    " || runuser -u postgres -- createdb --owner=district --encoding=UTF8 --template=template0 district",
    "nginx -t",
    "systemctl daemon-reload",
    "systemctl enable --now district.service district-backup.timer district-verify.timer",
    "systemctl reload nginx",
)


def add_deploy(commands: Any) -> None:
    """Add the command to the parser's."""
    deploy = commands.add_parser("deploy", help="set the server up on this Debian, behind nginx")
    deploy.add_argument("--domain", required=True)
    deploy.add_argument("--certificate", type=Path, metavar="FILE", help="default: where certbot puts it")
    deploy.add_argument("--key", type=Path, metavar="FILE")
    deploy.add_argument("--port", type=int, default=8100)
    deploy.add_argument(
        "--workers",
        type=int,
        choices=range(1, 17),
        metavar="1-16",
        help="processes; default: one a core, 4 at most",
    )
    deploy.add_argument("--root", type=Path, default=Path("/"), metavar="DIR", help="write below DIR, run nothing")
    deploy.add_argument("--dry-run", action="store_true", help="print what would be written and run")
    deploy.set_defaults(run=_deploy)


def _deploy(arguments: argparse.Namespace) -> None:
    if not _DOMAIN.fullmatch(arguments.domain):
        raise DistrictInputError(f"{arguments.domain} is no name of a server, such as may-chu.example.vn")
    written = _files(arguments)
    if arguments.dry_run:
        for path, text in written.items():
            print(f"# {arguments.root / path}\n{text}")
        print("\n".join(_STEPS))
        return
    if arguments.root == Path("/") and os.geteuid() != 0:
        raise DistrictInputError("Only root can set the server up; --dry-run shows what would be done")
    for path, text in written.items():
        target = arguments.root / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        except OSError as error:
            raise DistrictInputError(f"{target} cannot be written: {error.strerror or error}") from error
    if arguments.root != Path("/"):
        print("\n".join(_STEPS))
        return
    for step in _STEPS:
        if subprocess.run(("sh", "-c", step), check=False).returncode:
            raise DistrictError(f"This step failed; the command may be typed again: {step}")
    print(f"https://{arguments.domain} answers. Back up the keys: district keys backup FILE --home {_HOME}")


def _files(arguments: argparse.Namespace) -> dict[str, str]:
    live = Path("/etc/letsencrypt/live") / arguments.domain
    values = {
        "program": str(Path(sys.executable).with_name("district")),
        "home": _HOME,
        "database": _DATABASE,
        "port": str(arguments.port),
        "domain": arguments.domain,
        "certificate": str(arguments.certificate or live / "fullchain.pem"),
        "workers": str(arguments.workers or min(os.cpu_count() or 1, _WORKERS_MOST)),
        "key": str(arguments.key or live / "privkey.pem"),
    }
    folder = files("sync.district").joinpath("deploy")
    made: dict[str, str] = {}
    for name, place in _PLACES.items():
        text = folder.joinpath(name).read_text(encoding="utf-8")
        for word, value in values.items():
            text = text.replace(f"{{{word}}}", value)
        made[f"{place}/{'district.conf' if name == 'nginx.conf' else name}"] = text
    return made
