"""Production: refuses to start rather than start unsafe. Variables: docs/environment.md."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from backend.settings import environment
from backend.settings.api import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401
from backend.settings.environment import env
from backend.settings.gateways import *
from backend.settings.logs import logging_config
from backend.settings.sign_in import *

ROOT = Path(__file__).resolve().parents[2]

# --- What this deployment is -----------------------------------------------------------------
environment.refuse_debug()
DEBUG = False
SECRET_KEY = environment.secret_key()
SECRET_KEY_FALLBACKS = environment.former_secret_keys()
# Locks what people tell of danger, and their requests for help (backend/lib/vault.py).
PROTECTION_KEYS = environment.protection_keys()
ALLOWED_HOSTS = environment.allowed_hosts()
HOMEWARD_COUNTRY = env.str("HOMEWARD_COUNTRY", default="KG")
# Links in SMS start with this, without a slash at the end.
HOMEWARD_BASE_URL = env.str("HOMEWARD_BASE_URL", default=f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
# Pages that show every phone's messages: for development only.
SANDBOX_PHONES = False
# Which gateways serve which numbers, by prefix; "" is every other number. docs/messaging.md
SMS_ROUTES = env.json("SMS_ROUTES", default={"": "sandbox"})
# How many calls a second each gateway's contract allows: {"nikita": 10}. Unnamed ones: no limit.
# Telegram publishes no limit; about 30 a second are said to be too many.
SMS_RATES = {"telegram": 25} | env.json("SMS_RATES", default={})
# Calls that one worker process has under way at a time.
SMS_CALLS_AT_ONCE = env.int("SMS_CALLS_AT_ONCE", default=8)
# One SMS by gateway and prefix, and what a gateway may cost in a month; in its account's money.
SMS_PRICES = env.json("SMS_PRICES", default={})
SMS_BUDGETS = env.json("SMS_BUDGETS", default={})
# A message of staff to more people than this needs a second person's approval; 0: always.
CAMPAIGN_APPROVAL_ABOVE = env.int("CAMPAIGN_APPROVAL_ABOVE", default=50)
# The gateways with a number of ours that people can answer: names of senders take no SMS.
SMS_REPLIES = env.list("SMS_REPLIES", default=[])
# Under this balance of a prepaid account staff are told to top it up: {"nikita": "2000"}.
SMS_LOW_BALANCES = env.json("SMS_LOW_BALANCES", default={})

# --- Parts -----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "backend.web",  # before django.contrib.admin and django.forms: its templates win
    "backend.api",
    "backend.audit",
    "backend.taxonomy",
    "backend.notifications",
    "backend.imports",
    "backend.accounts",
    "reintegration",
    "training",
    "jobs",
    "backend.indicators",
    "backend.bot",
    "backend.demo",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backend.web.sending.SentByScriptMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "backend.api.limits.BodyLimitMiddleware",  # before anything that reads a body
    "backend.api.limits.StorableAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "backend.accounts.middleware.SessionLimitsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "backend.accounts.middleware.MfaRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "backend.web.privacy.NothingKeptMiddleware",
    "backend.web.errors.ProblemPages",
]

ROOT_URLCONF = "backend.urls"
WSGI_APPLICATION = "backend.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- PostgreSQL ------------------------------------------------------------------------------
environment.required("DATABASE_URL", "PostgreSQL's address: postgresql://user:password@host/name")
DATABASES: dict[str, dict[str, Any]] = {"default": env.db_url("DATABASE_URL")}
DATABASES["default"] |= {"ATOMIC_REQUESTS": True, "CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60}
if env.bool("DATABASE_POOL", default=False):
    # The web process only: Celery closes pools around its forks and gains nothing from one.
    pool = {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=8), "timeout": 10}
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {**DATABASES["default"].get("OPTIONS", {}), "pool": pool}

# --- What allauth counts is worth a database: limits hold although Redis is down --------------
CACHES = {"default": {"BACKEND": "backend.accounts.counters.Counters"}}

# --- Redis wakes workers, and nothing else ---------------------------------------------------
REDIS_URL = environment.required("REDIS_URL", "the address of Redis: redis://host:6379")
_first = env.int("REDIS_FIRST_DATABASE", default=0)

# --- Celery: tasks carry ids, the database holds the work ------------------------------------
CELERY_BROKER_URL = environment.broker_url(REDIS_URL, _first + 1)
# Only the chord of a night's shards counts by results.
CELERY_RESULT_BACKEND = CELERY_BROKER_URL
CELERY_RESULT_EXPIRES = 24 * 3600
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 270
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5.0
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
# A task that a dead worker held comes back after this many seconds: more than the time limit.
# Celery reads it in three places, and the shortest on a broker wins.
CELERY_VISIBILITY_TIMEOUT = 300
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": 300}
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    # Take queues in the order the worker names them: the sweep, then sign-in codes.
    "queue_order_strategy": "priority",
    # Whoever wakes a worker has a page waiting: without Redis give up at once (the sweeper covers).
    "max_retries": 1,
    "interval_start": 0,
    "socket_connect_timeout": 2,
}
CELERY_TASK_DEFAULT_QUEUE = "normal"
CELERY_TASK_CREATE_MISSING_QUEUES = False
# `matching` keeps everybody in memory and answers at once; `nights` may keep its workers for long.
CELERY_TASK_QUEUES: dict[str, dict[str, str]] = {
    name: {} for name in ("sweep", "codes", "normal", "bulk", "matching", "nights")
}
# Cores that the search for one vacancy's people may use.
MATCHING_THREADS = env.int("MATCHING_THREADS", default=os.cpu_count() or 1)

# --- The browser -----------------------------------------------------------------------------
# Behind a proxy that sets X-Forwarded-Proto and -For; 0 when the service faces the network itself.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz", r"^readyz"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Where "leave this page" goes: an everyday page that says nothing about its reader.
LEAVE_PAGE_URL = env.str("LEAVE_PAGE_URL", default="https://www.google.com/")
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "backend.web.errors.csrf_failure"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_LIMIT = 8 * 1024 * 1024

# --- Languages, time, files, mail, log -------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ru", "Русский"),
    ("ky", "Кыргызча"),
    ("uz", "Oʻzbekcha"),
    ("kk", "Қазақша"),
    ("tg", "Тоҷикӣ"),
    ("tk", "Türkmençe"),
]
LOCALE_PATHS = [ROOT / "backend" / "locale"]
# Where `compile_titles` keeps the index of job titles; all processes map the same files.
TITLES_INDEX_DIR = env.str("TITLES_INDEX_DIR", str(ROOT / "var" / "titles"))
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Bishkek")

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

_mail = env.email_url("EMAIL_URL", default="smtp://localhost:25")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"Homeward <noreply@{ALLOWED_HOSTS[0]}>")

LOGGING = logging_config(json_lines=True, level=env.str("LOG_LEVEL", default="INFO"))
