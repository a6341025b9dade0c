"""Tests: base with the sandbox's values, fast hashing, tasks at once, and its own databases."""

import backend.settings.sandbox
import backend.settings.test_slot  # noqa: F401  (first: base reads what they set)
from backend.settings.base import *
from backend.settings.base import DATABASES, INSTALLED_APPS, STORAGES
from backend.settings.logs import logging_config
from backend.settings.test_slot import SLOT

SANDBOX_PHONES = True
SMS_PREFIXES = [*SMS_PREFIXES, *EXAMPLE_PREFIXES]
INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
HOMEWARD_BASE_URL = "http://testserver"

DATABASES["default"] |= {"CONN_MAX_AGE": 0, "TEST": {"NAME": f"test_homeward_{SLOT}"}}
# Other threads would not see what a test has written in its transaction.
SMS_CALLS_AT_ONCE = 1
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

SECURE_SSL_REDIRECT = False
SESSION_COOKIE_NAME, SESSION_COOKIE_SECURE = "session", False
CSRF_COOKIE_NAME, CSRF_COOKIE_SECURE = "csrf", False
LANGUAGE_COOKIE_SECURE = False

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True  # no collected files to look for
LOGGING = logging_config(json_lines=False, level="WARNING")
