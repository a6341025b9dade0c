"""For a worker that a test starts: a process of its own, on the test's database."""

import os

from backend.settings.test import *

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]  # noqa: F405
CELERY_TASK_ALWAYS_EAGER = False
