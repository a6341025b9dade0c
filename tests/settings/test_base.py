"""Production settings refuse to start unsafe, and say why in a plain sentence."""

import os
import re
import secrets
import subprocess
import sys

import pytest

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "backend.settings.base",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "PROTECTION_KEYS": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "homeward.example",
    "DATABASE_URL": os.environ["DATABASE_URL"],
    "REDIS_URL": os.environ["REDIS_URL"],
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=kept | PRODUCTION | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": "django-insecure-" + "0123456789abcdef" * 4}, "SECRET_KEY is weak"),
        ({"SECRET_KEY_FALLBACKS": "short"}, "SECRET_KEY_FALLBACKS is weak"),
        ({"PROTECTION_KEYS": ""}, "PROTECTION_KEYS is not set"),
        ({"PROTECTION_KEYS": f"{'0123456789' * 6},short"}, "PROTECTION_KEYS is weak"),
        ({"PROTECTION_KEYS": PRODUCTION["SECRET_KEY"]}, "PROTECTION_KEYS holds SECRET_KEY"),
        ({"DEBUG": "true"}, "DEBUG shows people's data"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set"),
        ({"ALLOWED_HOSTS": "homeward.example,*"}, "ALLOWED_HOSTS must name hosts"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"REDIS_URL": ""}, "REDIS_URL is not set"),
    ],
)
def test_production_refuses_to_start(environment: dict[str, str], sentence: str) -> None:
    run = manage("check", **environment)
    assert run.returncode != 0
    assert sentence in run.stderr.splitlines()[-1]


def test_the_deployment_check_warns_of_nothing_but_the_gateway_that_is_missing() -> None:
    run = manage("check", "--deploy", "--fail-level", "WARNING")
    assert re.findall(r"\((\w+\.\w+)\)", run.stderr) == ["notifications.W001"]
    assert "1 issue (0 silenced)" in run.stderr
