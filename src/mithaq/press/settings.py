"""Django's settings for one public site, read from its folder (MITHAQ_PRESS). Nothing here knows a node."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.utils.translation import gettext_lazy as _

from mithaq.press import house

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent.parent
MITHAQ_PRESS: str = env.str("MITHAQ_PRESS", default="")
HOUSE = house.read(Path(MITHAQ_PRESS)) if MITHAQ_PRESS else None
URL = HOUSE.url if HOUSE else "http://127.0.0.1:9000"
SECURE = URL.startswith("https:")

SECRET_KEY = (
    (Path(MITHAQ_PRESS) / "keys" / "secret.key").read_text("ascii").strip()
    if MITHAQ_PRESS
    else secrets.token_urlsafe(48)
)
DEBUG = False

INSTALLED_APPS = [
    "mithaq.press",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
]
MIDDLEWARE = [
    "mithaq.press.middleware.Guard",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mithaq.press.middleware.LanguageOfTheAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "mithaq.press.urls"
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
                "mithaq.press.frame.frame",
            ],
        },
    },
]

_FILE = f"sqlite:///{Path(MITHAQ_PRESS).resolve() / 'press.db'}" if MITHAQ_PRESS else "sqlite://:memory:"
DATABASES: dict[str, dict[str, Any]] = {
    "default": environ.Env.db_url_config(env.str("PRESS_DATABASE_URL", default=_FILE))
}
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "press:sign-in"
LOGIN_REDIRECT_URL = "press:queue"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "mithaq.press.views.pages.locked"

ALLOWED_HOSTS = [urlsplit(URL).hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"{urlsplit(URL).scheme}://{urlsplit(URL).netloc}"]
_PREFIX = "__Host-" if SECURE else ""
# Cookies know no ports, and none of these is set before somebody signs in, comments or chooses.
SESSION_COOKIE_NAME = f"{_PREFIX}mithaq-press"
CSRF_COOKIE_NAME = f"{_PREFIX}mithaq-press-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
"""Octets of a form; a push is read as a stream, with a bound of its own (PRS-2)."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50
FILE_UPLOAD_HANDLERS: list[str] = []
"""Nobody uploads a file here: what comes as one is read past and kept nowhere."""

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}

LANGUAGES = [
    ("ar", _("Arabic")),
    ("de", _("German")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
]
LANGUAGE_CODE = HOUSE.language if HOUSE else "en"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = HOUSE.time_zone if HOUSE else "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [("vendor", PACKAGE / "web" / "static" / "vendor")]
"""The same vendored font as the workplace's pages: files alone, no code of theirs."""

WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

EMAIL_CONFIG = env.email_url("PRESS_EMAIL", default="dummymail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("PRESS_EMAIL_FROM", default=f"no-reply@{urlsplit(URL).hostname}")
MAILS = EMAIL_CONFIG["EMAIL_BACKEND"] != "django.core.mail.backends.dummy.EmailBackend"
"""Whether writers are told by e-mail that their comment was decided."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("MITHAQ_LOG", default="WARNING")},
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
