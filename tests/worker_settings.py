"""For a worker that a test or a bench starts: a process of its own, on their database."""

import os

from backend.settings.test import *  # noqa: F403
from backend.settings.test import DATABASES

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
CELERY_TASK_ALWAYS_EAGER = False
SMS_CALLS_AT_ONCE = int(os.environ.get("SMS_CALLS_AT_ONCE", "8"))
