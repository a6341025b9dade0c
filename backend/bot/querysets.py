"""Reads of chats and of what was heard in them."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F

from backend.accounts.states import Role
from reintegration.states import ReturneeState


class ChatLinkQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Nobody's but one's own."""
        return self.live().filter(user=user.pk) if user.is_authenticated else self.none()

    def live(self) -> Self:
        """Those whose person still has both numbers of the day they linked it, and may sign in.

        Numbers are sold again: with a new one the person links anew.
        """
        owned = self.filter(user__is_active=True, user__role=Role.RETURNEE)
        same = owned.filter(phone=F("user__phone"), file_phone=F("user__returnee__phone"))
        return same.exclude(user__returnee__state=ReturneeState.MERGED)

    def dead(self) -> Self:
        """Those that will never be live again."""
        return self.exclude(pk__in=self.model._default_manager.live().values("pk"))


class LinkTokenQuerySet(models.QuerySet[Any]):
    def usable(self, digest: str, now: datetime) -> Self:
        return self.filter(digest=digest, used_at=None, expires_at__gt=now)


class UpdateQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(done_at=None)
