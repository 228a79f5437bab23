"""Django's settings. Everything that differs between installations is an environment variable.

`DATABASE_URL` names the PostgreSQL server; the `dugout` command sets it to the embedded one when it is
absent. `docs/running.md` lists every variable.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from dugout.config.logs import logging_settings

PACKAGE = Path(__file__).resolve().parent.parent
# A statement of `dugout.statements` has one plan, whatever it is given: the server would else compare what it takes to
# plan anew, and over ten million entries do so for Today each time, 3 ms. And no statement of a page waits until
# helpers of it have started: that takes longer than a search.
FOR_PAGES = "-c plan_cache_mode=force_generic_plan -c max_parallel_workers_per_gather=0"


def database_from_url(url: str) -> dict[str, Any]:
    """Django's DATABASES entry of a postgres:// URL; a socket folder is given as `?host=/folder`.

    With `prepare_threshold=off`, behind a pooler, no plans are kept.
    """
    parts = urlsplit(url)
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = options.pop("host", None) or unquote(parts.hostname or "")
    # After so many askings the server keeps a statement's plan. A pooler that shares connections needs "off".
    threshold = options.pop("prepare_threshold", "2")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "dugout",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "OPTIONS": {**options, "prepare_threshold": None if threshold == "off" else int(threshold)},
    }


def plan_for_pages(database: dict[str, Any]) -> None:
    """Sets what the connections of a process that serves pages ask of the server; nothing behind a pooler."""
    options = database["OPTIONS"]
    if options["prepare_threshold"] is not None:
        options["options"] = f"{FOR_PAGES} {options.get('options', '')}".strip()


def env_flag(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


DEMO = env_flag("DUGOUT_DEMO")
DEBUG = env_flag("DUGOUT_DEBUG")
# Without a key of the installation (see cli), a key of this process: sessions do not outlive it.
SECRET_KEY = os.environ.get("DUGOUT_SECRET_KEY") or os.urandom(32).hex()
ALLOWED_HOSTS = os.environ.get("DUGOUT_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("DUGOUT_ORIGINS", "").split(",") if origin]
BASE_URL = os.environ.get("DUGOUT_BASE_URL", "http://127.0.0.1:8000")

DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL", "postgres:///dugout"))}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "dugout",
]
MIDDLEWARE = [
    "dugout.web.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Pages are sent small; a random length hides what their size would tell (Django's answer to BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dugout.web.middleware.NoStoreMiddleware",
    "dugout.web.middleware.DoneMiddleware",
    "dugout.web.middleware.RefusalMiddleware",
    "dugout.api.middleware.ApiMiddleware",
]
ROOT_URLCONF = "dugout.config.urls"
WSGI_APPLICATION = "dugout.config.wsgi.application"
APPEND_SLASH = False
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates", PACKAGE / "web" / "components"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "dugout.web.jinja.environment",
            "context_processors": ["dugout.web.drawn_once.same_token_in_every_form"],
        },
    },
    {  # What installed packages bring: allauth asks for it. No page of ours stands there.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

AUTH_USER_MODEL = "dugout.Person"
AUTHENTICATION_BACKENDS = ["dugout.web.signin.arriving.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "dugout.web.signin.adapter.DugoutAccountAdapter"
# Of an account at most 15 wrong passwords an hour are looked at from devices that it does not know, and as many from
# each that it knows (see web/signin/devices.py).
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,15/h/key", "login": "30/m/ip"}
# How many proxies of ours a request comes through, each adding whom it had it from to X-Forwarded-For. With none
# that header is anybody's word, and is not read.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("DUGOUT_TRUSTED_PROXIES") or "0")
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_ENGINE = "dugout.web.signin.arriving"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_FAILURE_VIEW = "dugout.web.errors.csrf_refused"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Shared by all processes: sign-in rate limits must count across them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "dugout_cache",
        # A full cache loses a third. If it were small, somebody with many addresses could wipe the counts.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATIC_ROOT = Path(os.environ.get("DUGOUT_STATIC", PACKAGE.parent / "staticfiles"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "dugout.web.statics.HashedFiles"
            if (STATIC_ROOT / "staticfiles.json").exists()
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_AUTOREFRESH = DEBUG

PROCRASTINATE_ON_APP_READY = None
PROCRASTINATE_IMPORT_PATHS = [
    "dugout.history.jobs",
    "dugout.revenue.jobs",
    "dugout.handoffs.jobs",
    "dugout.exchange.jobs",
    "dugout.upkeep.jobs",
]

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # no mail leaves before outreach exists

LOGGING = logging_settings(os.environ.get("DUGOUT_LOG_LEVEL", "WARNING"))
