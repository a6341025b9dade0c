"""Production settings refuse to start unsafe, and say why in a plain sentence."""

import os
import secrets
import subprocess
import sys

import pytest

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "backend.settings.base",
    "SECRET_KEY": secrets.token_urlsafe(64),
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


def test_production_is_clean_by_djangos_own_deployment_check() -> None:
    run = manage("check", "--deploy", "--fail-level", "WARNING")
    assert (run.returncode, run.stderr) == (0, "")
    assert "no issues (0 silenced)" in run.stdout
