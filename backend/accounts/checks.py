"""System checks over this app's settings."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks

from backend.accounts.code_ranges import rules


@checks.register
def check_code_use(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """CODE_USE has all its rules, and they make sense."""
    try:
        rules()
    except (TypeError, ValueError) as error:
        return [checks.Error(f"SIGN_IN_CODE_USE: {error}.", id="accounts.E001")]
    return []
