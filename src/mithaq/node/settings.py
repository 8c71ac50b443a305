"""Django's settings for one node, read from its folder (MITHAQ_HOME) and the environment.

Without MITHAQ_HOME they can be imported all the same (type checks, tests): the database is then in
memory unless DATABASE_URL says otherwise, and the secret lives as long as the process.
"""

import secrets
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.utils.translation import gettext_lazy as _

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent.parent

# ---------------------------------------------------------------- the node's folder

MITHAQ_HOME: str = env.str("MITHAQ_HOME", default="")


def read_home(folder: str) -> dict[str, Any]:
    """Return what node.toml says, or nothing without a folder. A folder without one is an error."""
    if not folder:
        return {}
    return tomllib.loads((Path(folder) / "node.toml").read_text("utf-8"))


def database_url(folder: str, node: dict[str, Any]) -> str:
    """Return DATABASE_URL, else what node.toml says, else the SQLite file in the folder."""
    default = f"sqlite:///{Path(folder).resolve() / 'node.db'}" if folder else "sqlite://:memory:"
    return str(env.str("DATABASE_URL", default=str(node.get("database") or default)))


NODE = read_home(MITHAQ_HOME)
AGENCY: str = NODE.get("agency", "")
URL: str = NODE.get("url", "http://127.0.0.1:8000")
SECURE = URL.startswith("https:")
MAP_BORDERS: str = NODE.get("map_borders", "none")
"""Lines between countries on maps: "none", or "all" but those between the pairs named below ("504-732")."""
MAP_BORDERS_WITHOUT: list[str] = NODE.get("map_borders_without", [])

SECRET_KEY = (
    (Path(MITHAQ_HOME) / "keys" / "secret.key").read_text("ascii").strip()
    if MITHAQ_HOME
    else secrets.token_urlsafe(48)
)
DEBUG = False

# ---------------------------------------------------------------- applications

# The parts above the node are there or not; a node without pages still exchanges.
PARTS = [f"mithaq.{part}" for part in ("web", "api") if (PACKAGE / part / "apps.py").exists()]

INSTALLED_APPS = [
    "mithaq.node",
    *PARTS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "rules",
]

MIDDLEWARE = [
    # First: calls to the API need nothing of what follows.
    *(["mithaq.api.middleware.ShortWay"] if "mithaq.api" in PARTS else []),
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mithaq.node.middleware.NothingLongFromStrangers",
    "mithaq.node.middleware.OfficersOwnLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "mithaq.node.urls"
WSGI_APPLICATION = None

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# ---------------------------------------------------------------- database

DATABASES: dict[str, dict[str, Any]] = {
    "default": environ.Env.db_url_config(database_url(MITHAQ_HOME, NODE)),
}


def tune(database: dict[str, Any]) -> None:
    """Durable before acknowledged, on both engines. Connections are kept, for opening one is dear."""
    database["CONN_MAX_AGE"] = None
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    else:
        database["CONN_HEALTH_CHECKS"] = True
        # Statements that a connection has seen three times are kept prepared at the server.
        options = database.setdefault("OPTIONS", {})
        options["options"] = "-c synchronous_commit=on"
        # What a connection has asked three times is kept prepared at the server.
        options["prepare_threshold"] = 3


tune(DATABASES["default"])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---------------------------------------------------------------- who signs in

AUTH_USER_MODEL = "node.Officer"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
# scrypt is memory-hard (OWASP's choice where Argon2 needs another package).
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "mithaq.node.signin.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Wrong passwords are counted by axes, in the database: all processes see the same. This one counts wrong
# codes of the second factor (mithaq.node.signin), which axes does not see.
ACCOUNT_RATE_LIMITS = {"login_failed": "6/900s/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = AGENCY or "Mithaq"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

# One account or one address is slowed, not the whole agency behind one proxy.
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
if "mithaq.web" in PARTS:
    AXES_LOCKOUT_CALLABLE = "mithaq.web.problems.locked_out"
    CSRF_FAILURE_VIEW = "mithaq.web.problems.csrf"

# ---------------------------------------------------------------- cookies, headers, CSP

ALLOWED_HOSTS = [urlsplit(URL).hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"{urlsplit(URL).scheme}://{urlsplit(URL).netloc}"]

# Cookies know no ports: nodes that share a host (the demo) must not share a session.
_OWN = AGENCY.replace(".", "-") or "node"
_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{_PREFIX}mithaq-{_OWN}"
CSRF_COOKIE_NAME = f"{_PREFIX}mithaq-{_OWN}-csrf"
LANGUAGE_COOKIE_NAME = f"{_PREFIX}mithaq-{_OWN}-language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
# Not "no-referrer": browsers then send "Origin: null" with our own forms, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
# A form with as many subjects as a body may have: what was typed in it is not to be lost.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}

# ---------------------------------------------------------------- languages and time

LANGUAGES = [
    ("ar", _("Arabic")),
    ("de", _("German")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
]
LANGUAGE_CODE = NODE.get("language", "en")
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
NODE_TIME_ZONE: str = NODE.get("time_zone", "UTC")

# ---------------------------------------------------------------- files

STATIC_URL = "/static/"
# Straight from the package: there is no step of collecting that a node could forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

# ---------------------------------------------------------------- what the node signs by itself

READ_RECEIPTS: bool = env.bool("MITHAQ_READ_RECEIPTS", default=True)

# ---------------------------------------------------------------- e-mail

# MITHAQ_EMAIL is smtp+tls://user:password@host:587, smtp+ssl://..., smtp://... or, into files, filemail:///folder;
# without it no message is sent, and officers are told so.
EMAIL_IS_SET = bool(env.str("MITHAQ_EMAIL", default=""))
_EMAIL: dict[str, Any] = dict(env.email_url("MITHAQ_EMAIL", default="dummymail://"))
EMAIL_BACKEND: str = _EMAIL["EMAIL_BACKEND"]
EMAIL_HOST: str = _EMAIL.get("EMAIL_HOST") or "localhost"
EMAIL_PORT: int = _EMAIL.get("EMAIL_PORT") or 25
EMAIL_HOST_USER: str = _EMAIL.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD: str = _EMAIL.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(_EMAIL.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(_EMAIL.get("EMAIL_USE_SSL"))
EMAIL_FILE_PATH: str = f"/{_EMAIL.get('EMAIL_FILE_PATH') or ''}".replace("//", "/")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL: str = env.str(
    "MITHAQ_EMAIL_FROM", default=f"mithaq@{urlsplit(URL).hostname or 'localhost'}"
)

# ---------------------------------------------------------------- log

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("MITHAQ_LOG", default="WARNING")},
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
