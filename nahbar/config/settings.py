"""Settings of Nahbar: all from the environment (docs/operate/environment.md); nonsense stops the start."""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlparse

from nahbar.config.env import WrongEnvironment, env_bool, env_choice, env_int, env_json_list, env_str
from nahbar.platform import clock
from nahbar.platform.database.embedded import EmbeddedPostgres

BASE_DIR = Path(__file__).resolve().parent.parent.parent
MODE = env_choice("NAHBAR_MODE", ("production", "demo", "test"), "production")
DEBUG = False
HOME = Path(env_str("NAHBAR_HOME", str(BASE_DIR / "var"))).resolve()

if clock.moved() and MODE == "production":
    raise WrongEnvironment("NAHBAR_NOW verstellt die Uhr: das ist nur in Vorführung und Tests erlaubt (NAHBAR_MODE).")
for switch in ("NAHBAR_FAILPOINT", "NAHBAR_PG_UNSAFE_FAST"):
    if MODE == "production" and os.environ.get(switch):
        raise WrongEnvironment(f"{switch} ist nur in Vorführung und Tests erlaubt (NAHBAR_MODE).")
if clock.moved():
    clock.now()  # a wrong value stops the start


def _kept_secret(name: str) -> str:
    """A secret from the environment, or one made once and kept under NAHBAR_HOME/secrets."""
    given = env_str(name)
    if given:
        return given
    path = HOME / "secrets" / name.lower()
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.write_text(base64.b64encode(secrets.token_bytes(32)).decode(), encoding="ascii")
        fresh.chmod(0o600)
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(fresh)  # the first of two processes wins, both read the same
        fresh.unlink()
    return path.read_text(encoding="ascii")


SECRET_KEY = _kept_secret("NAHBAR_SECRET_KEY")
try:
    VAULT_KEY = base64.b64decode(_kept_secret("NAHBAR_VAULT_KEY"), validate=True)
except ValueError:
    raise WrongEnvironment("NAHBAR_VAULT_KEY: erwartet werden 32 Bytes in Base64.") from None
if len(VAULT_KEY) != 32:
    raise WrongEnvironment("NAHBAR_VAULT_KEY: erwartet werden 32 Bytes in Base64.")
VAULT_ROOT = HOME / "vault"
VAULT_KEY_FILE = HOME / "secrets" / "nahbar_vault_key"
VAULT_RING = HOME / "secrets" / "tresor-ring.json"
"""From the first rotation on: the keys after the first one."""
VAULT_S3: dict[str, str] = {}
"""A bucket instead of the folder; empty: the folder."""
if _bucket := env_str("NAHBAR_S3_BUCKET"):
    VAULT_S3 = {
        "name": _bucket, "url": env_str("NAHBAR_S3_URL"), "region": env_str("NAHBAR_S3_REGION"),
        "key": env_str("NAHBAR_S3_KEY"), "secret": env_str("NAHBAR_S3_SECRET"), "prefix": env_str("NAHBAR_S3_PREFIX"),
    }  # fmt: skip
SPEECH_ROOT = HOME / "vorlesen"
"""Questions read aloud, made when first heard, gone when nobody hears them; nothing personal, may be emptied."""
ICE_SERVERS = env_json_list("NAHBAR_ICE_SERVERS")
"""Servers by which two browsers find each other (RTCConfiguration.iceServers)."""
TURN_URLS = [url for url in env_str("NAHBAR_TURN_URLS").split(",") if url]
TURN_SECRET = env_str("NAHBAR_TURN_SECRET")
OUTBOX_ROOT = HOME / "outbox"
VIDEOS_DIR = Path(folder).resolve() if (folder := env_str("NAHBAR_VIDEOS_DIR", "")) else None
QUESTIONS_DIR = Path(folder) if (folder := env_str("NAHBAR_QUESTIONS_DIR", "")) else None
FALLBACK_ROOT = HOME / "ausfall"
"""What is shown and noted when nothing else works."""
SCAN_INBOX = Path(env_str("NAHBAR_SCAN_INBOX", str(HOME / "scan-eingang")))
PRINT_OUTBOX = Path(env_str("NAHBAR_PRINT_OUTBOX", str(HOME / "druck-ausgang"))).resolve()
PRINT_INBOX = Path(env_str("NAHBAR_PRINT_INBOX", str(HOME / "druck-quittungen"))).resolve()
MAIL_INBOX = Path(folder) if (folder := env_str("NAHBAR_MAIL_INBOX")) else None
"""Maildirs for letters that come by e-mail, one below it for every Träger; without it no mailbox is read."""
FAX_SENDERS = frozenset(one.strip().lower() for one in env_str("NAHBAR_FAX_SENDERS").split(",") if one.strip())
"""Addresses of the office's own fax gateway."""
SMTP_URL = env_str("NAHBAR_SMTP_URL")
MAIL_FROM = env_str("NAHBAR_MAIL_FROM")
PUSH_HOSTS = tuple(host.strip() for host in env_str("NAHBAR_PUSH_HOSTS").split(",") if host.strip())
LETTER_CODE_DAYS = env_int("NAHBAR_LETTER_CODE_DAYS", 28)
"""Days past the asked day on which the code of a letter still opens its page."""
OIDC_ISSUER = env_str("NAHBAR_OIDC_ISSUER")
OIDC_CLIENT = env_str("NAHBAR_OIDC_CLIENT")
OIDC_SECRET = env_str("NAHBAR_OIDC_SECRET")
OIDC_TITLE = env_str("NAHBAR_OIDC_TITLE", "BundID")
VAPID_KEY_FILE = HOME / "secrets" / "vapid.pem"
SEAL_KEY_FILE = HOME / "secrets" / "siegel.pem"
"""Key and certificate with which receipts are sealed; made once, or put there by the operator."""
CLAMD_SOCKET = env_str("NAHBAR_CLAMD_SOCKET")

DATABASE_URL = env_str("DATABASE_URL")
DATABASE_OWNER_URL = env_str("DATABASE_OWNER_URL", DATABASE_URL)
DATABASE_LOGIN = env_choice("NAHBAR_DATABASE_LOGIN", ("app", "owner"), "app")
"""`owner` only for migrations: the working login does not own the tables."""


def _database() -> dict[str, object]:
    if DATABASE_URL:
        url = urlparse(DATABASE_OWNER_URL if DATABASE_LOGIN == "owner" else DATABASE_URL)
        if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
            raise WrongEnvironment("DATABASE_URL: erwartet wird postgresql://anmeldung:passwort@host:5432/datenbank")
        params = {
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": url.hostname or "",
            "PORT": str(url.port or 5432),
            "NAME": url.path.strip("/"),
        }
    else:
        p = EmbeddedPostgres(HOME).params(f"nahbar_{DATABASE_LOGIN}")
        params = {
            "USER": p["user"], "PASSWORD": p["password"], "HOST": p["host"], "PORT": p["port"], "NAME": p["dbname"],
        }  # fmt: skip
    return {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True, **params}


DATABASES = {"default": _database()}
APP_LOGIN = unquote(urlparse(DATABASE_URL).username or "") if DATABASE_URL else "nahbar_app"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ALLOWED_HOSTS = [
    host for host in env_str("NAHBAR_HOSTS", "*" if MODE != "production" else "localhost").split(",") if host
]
PORT = env_int("NAHBAR_PORT", 8000)
HTTPS = env_bool("NAHBAR_HTTPS", MODE == "production")
"""True behind TLS: cookies are sent over it only."""
CSRF_TRUSTED_ORIGINS = [origin for origin in env_str("NAHBAR_ORIGINS").split(",") if origin]
PUBLIC_URL = env_str("NAHBAR_PUBLIC_URL", f"http://localhost:{PORT}")

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "nahbar.platform.tenancy",
    "nahbar.platform.accounts",
    "nahbar.platform.audit",
    "nahbar.platform.vault",
    "nahbar.domain.people",
    "nahbar.domain.knowledge",
    "nahbar.domain.rollout",
    "nahbar.domain.casefile",
    "nahbar.domain.mailroom",
    "nahbar.domain.appointments",
    "nahbar.domain.conversations",
    "nahbar.domain.lobby",
    "nahbar.domain.applications",
    "nahbar.domain.decisions",
    "nahbar.domain.payments",
    "nahbar.domain.planning",
    "nahbar.surfaces.ui",
    "nahbar.surfaces.portal",
    "nahbar.surfaces.workplace",
    "nahbar.surfaces.kiosk",
    "nahbar.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "nahbar.config.middleware.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nahbar.config.middleware.SmallText",
    "nahbar.config.middleware.FallbackMiddleware",
    "nahbar.platform.tenancy.middleware.TenancyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nahbar.config.middleware.PortalLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "nahbar.platform.accounts.session.ActorMiddleware",
    "nahbar.platform.accounts.guard.DefaultDeny",
    "nahbar.platform.accounts.once.OneSending",
    "nahbar.config.middleware.ReadableText",
]

ROOT_URLCONF = "nahbar.config.urls"
WSGI_APPLICATION = "nahbar.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "nahbar.config.context.office",
            ],
        },
    }
]

LANGUAGE_CODE = "de"
LANGUAGES = [
    ("de", "Deutsch"), ("en", "English"), ("tr", "Türkçe"), ("uk", "Українська"), ("ru", "Русский"),
    ("ar", "العربية"), ("fa", "فارسی"), ("pl", "Polski"),
]  # fmt: skip
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "sprache"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = MODE == "test"
"""Tests serve the files from the checkout; everybody else what `nahbar migrate` collected and compressed."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "nahbar.surfaces.ui.storage.ModuleStorage"
    },
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE == "test":
    PASSWORD_HASHERS = ["nahbar.platform.accounts.hashers.CheapArgon2", *PASSWORD_HASHERS]

SESSION_SERIALIZER = "nahbar.platform.accounts.sealed.SealedSerializer"
SESSION_COOKIE_NAME = "sitzung"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "nahbar.surfaces.ui.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
BEHIND_PROXY = env_bool("NAHBAR_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FORM_MAX_BYTES = 120_000_000
"""Of one form: four files of the largest kind, or twenty photos; doorkeeper.py lets no larger one in."""
FILE_UPLOAD_MAX_MEMORY_SIZE = FORM_MAX_BYTES
"""Uploads stay in memory until they are encrypted: no plain copy on disk."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"plain": {"()": "nahbar.config.logs.NoSocialData"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["plain"]}},
    "root": {
        "handlers": ["stderr"],
        "level": env_choice("NAHBAR_LOG", ("DEBUG", "INFO", "WARNING", "ERROR"), "WARNING"),
    },
}

DEMO_LOGINS = MODE == "demo"
"""The demo shows its logins on the sign-in page."""
