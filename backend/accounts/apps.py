from django.apps import AppConfig

from backend.accounts import notices  # noqa: F401  (declares its kinds)
from backend.accounts.deeds import SENTENCES
from backend.audit import deeds


class AccountsConfig(AppConfig):
    name = "backend.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        deeds.register("accounts", SENTENCES)
