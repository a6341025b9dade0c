from django.apps import AppConfig

from backend.accounts import checks, notices  # noqa: F401  (declares its kinds, checks settings)
from backend.accounts.deeds import SENTENCES
from backend.audit import deeds
from backend.notifications import alarms


class AccountsConfig(AppConfig):
    name = "backend.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # These modules hold models, which exist only from here on.
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415

        from backend.accounts.code_alarms import tell  # noqa: PLC0415
        from backend.accounts.second_factor import keep_only_this_session  # noqa: PLC0415

        deeds.register("accounts", SENTENCES)
        alarms.register(tell)
        authenticator_added.connect(keep_only_this_session)
