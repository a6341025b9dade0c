import os
import subprocess
import sys


def test_a_command_that_was_given_servers_still_chooses_its_own_settings() -> None:
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "backend.embedded", "with", "--", sys.executable, "manage.py"]
    ask = [*command, "shell", "--no-imports", "--command"]
    ask.append("from django.conf import settings; print(settings.SETTINGS_MODULE)")
    run = subprocess.run(ask, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout == "backend.settings.dev\n"
