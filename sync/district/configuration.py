"""Django's settings, from a home folder and a database address."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from sync.district.errors import DistrictInputError
from sync.district.keys import DistrictKeys
from sync.wire.limits import ENVELOPE_MOST

_KEEP_TO_TLS = 30 * 24 * 3600
# Both would speak for other servers of the same domain, which are not this program's to decide about.
_NOT_OURS = ("security.W005", "security.W021")
_SQLITE_FILE = "district.sqlite3"


def settings_for(home: Path, database: str | None, keys: DistrictKeys, *, is_secure: bool = False) -> dict[str, Any]:
    """Return everything `django.conf.settings.configure` needs; DistrictInputError for a database address."""
    return {
        "DATABASES": {"default": database_of(home, database)},
        "SECRET_KEY": keys.web_secret,
        "DISTRICT_KEYS": keys,
        "DISTRICT_HOME": home,
        "SCAN_FOLDER": home / "scans",
        "ALLOWED_HOSTS": ["*"],  # desks reach it by whatever name their line has; no link is built from the host
        "ROOT_URLCONF": "sync.district.urls",
        "WSGI_APPLICATION": None,
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "sync.district.apps.DistrictConfig",
        ],
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            "sync.district.pages.strict_pages",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "sync.district.doorkeeper.Doorkeeper",  # before a form is read
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "sync.district.doorkeeper.offered",
                    ]
                },
            }
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": 15},
            }
        ],
        "LOGIN_URL": "sign-in",
        "LANGUAGE_CODE": "vi",
        "USE_I18N": True,
        "USE_TZ": True,
        "TIME_ZONE": "Asia/Ho_Chi_Minh",
        "X_FRAME_OPTIONS": "DENY",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_SECURE": is_secure,
        # With TLS a browser takes the cookie from this very host alone, not from a neighbour under the same domain.
        "SESSION_COOKIE_NAME": "__Host-session" if is_secure else "session",
        "SESSION_COOKIE_AGE": 8 * 3600,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_FAILURE_VIEW": "sync.district.pages.refused_form",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_SECURE": is_secure,
        "CSRF_COOKIE_NAME": "__Host-csrf" if is_secure else "csrf",
        "SECURE_HSTS_SECONDS": _KEEP_TO_TLS if is_secure else 0,
        "SECURE_SSL_REDIRECT": is_secure,
        "SILENCED_SYSTEM_CHECKS": _NOT_OURS,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": ENVELOPE_MOST,
        "LOGGING": _LOGGING,
    }


def database_of(home: Path, database: str | None) -> dict[str, Any]:
    """Return Django's description of the database: the home's own SQLite file, or a `postgresql://` address."""
    if not database:
        return _sqlite(home / _SQLITE_FILE)
    try:
        parts = urlsplit(database)
        port = parts.port
    except ValueError as error:
        raise DistrictInputError(f"--database {database} is not an address") from error
    if parts.scheme == "sqlite" and parts.path:
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise DistrictInputError("--database must look like postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parse_qs(parts.query).get("host", [parts.hostname or ""])[0],
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10, "server_side_binding": True, "prepare_threshold": 1},
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            # No WAL: the SQLite of Debian 12 (3.40) can lose commits when a WAL is reset.
            "init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;",
        },
    }


_LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": True,
    "formatters": {
        "line": {
            "()": "sync.district.quiet_log.QuietFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "waitress": {"level": "ERROR"}},
}
