"""Django's settings: SQLite in MINGJIAN_HOME by default, everything else by a few environment variables.

| variable | meaning | default |
|---|---|---|
| `MINGJIAN_HOME` | database, files, secrets | `~/.mingjian` |
| `MINGJIAN_HOSTS` | three hosts: `public=a.cn,regulator=b.cn,institution=c.cn`; empty: one host, by prefix | empty |
| `MINGJIAN_ALLOWED` | further host names, with commas | none |
| `MINGJIAN_HTTPS` | `1` behind TLS: secure cookies, HSTS | `0` |
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from mingjian import __version__
from mingjian_web.config.home import home, province, secret_key
from mingjian_web.desks.parts import desk_parts

HOME = home()
PROVINCE = province(HOME)
CLOCK_SHIFT = timedelta(days=PROVINCE.shift_days if PROVINCE else 0)
RELEASE = __version__
BASE = Path(__file__).resolve().parents[1]

SECRET_KEY = secret_key(HOME)
DEBUG = False

#: desk → host; empty in prefix mode.
DESK_HOSTS: dict[str, str] = dict(
    pair.strip().split("=", 1) for pair in os.environ.get("MINGJIAN_HOSTS", "").split(",") if "=" in pair
)
_allowed = [host.strip() for host in os.environ.get("MINGJIAN_ALLOWED", "").split(",") if host.strip()]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *(host.split(":")[0] for host in DESK_HOSTS.values()), *_allowed]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "mingjian_web.records",
    "mingjian_web.accounts",
    "mingjian_web.ledger",
    "mingjian_web.law",
    "mingjian_web.clocks",
    "mingjian_web.registers",
    "mingjian_web.evidence",
    "mingjian_web.findings",
    "mingjian_web.projects",
    "mingjian_web.disclosure",
    "mingjian_web.exchange",
    "mingjian_web.screening",
    "mingjian_web.desks.shared",
    *desk_parts(BASE),
    "mingjian_web.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mingjian_web.config.middleware.patience",
    "mingjian_web.config.middleware.moment",
    "mingjian_web.config.middleware.desk_of_host",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mingjian_web.config.middleware.actor",
    "mingjian_web.config.middleware.not_too_large",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "mingjian_web.config.urls"
WSGI_APPLICATION = "mingjian_web.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "mingjian_web.desks.shared.context.desk",
            ],
            "builtins": ["django.templatetags.i18n", "mingjian_web.desks.shared.templatetags.mingjian"],
        },
    }
]
FORM_RENDERER = "mingjian_web.desks.shared.forms.Renderer"

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "mingjian.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        },
        "TEST": {"NAME": ":memory:"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "mingjian_web.accounts.sign_in.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "shared:sign-in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=10)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "mingjian_web.desks.shared.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_VERBOSE = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
FORMAT_MODULE_PATH = ["mingjian_web.config.formats"]

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

HTTPS = os.environ.get("MINGJIAN_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "mingjian_web.desks.shared.views.csrf_failed"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

#: One request: text that is typed. Files have limits of their own, see `evidence` and `exchange`.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = HOME / "uploads" if (HOME / "uploads").is_dir() else None

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
