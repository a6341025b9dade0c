"""Development: base with the sandbox's values, error pages, and cookies that work without TLS."""

import backend.settings.sandbox  # noqa: F401  (first: base reads what it sets)
from backend.settings.base import *
from backend.settings.base import STORAGES
from backend.settings.environment import env
from backend.settings.logs import logging_config

DEBUG = True
SANDBOX_PHONES = True
SMS_PREFIXES = [*SMS_PREFIXES, *EXAMPLE_PREFIXES]
HOMEWARD_BASE_URL = env.str("HOMEWARD_BASE_URL", default="http://localhost:8000").rstrip("/")

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_NAME, SESSION_COOKIE_SECURE = "session", False
CSRF_COOKIE_NAME, CSRF_COOKIE_SECURE = "csrf", False
LANGUAGE_COOKIE_SECURE = False

MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING = logging_config(json_lines=False, level=env.str("LOG_LEVEL", default="INFO"))
