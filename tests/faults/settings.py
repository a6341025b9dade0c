"""Production's settings, with the faulty operator as the only one. For the processes of a run."""

import os

from backend.settings.base import *  # noqa: F403
from backend.settings.base import INSTALLED_APPS
from tests.faults.ledger import ROUTES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.house"]
SMS_ROUTES = ROUTES
OPERATOR = os.environ["FAULTS_OPERATOR"]
SMS_GATEWAYS = {name: {"url": f"{OPERATOR}/{name}"} for name in ROUTES.values()}
