"""Which person talks to us in which chat, and what was heard there."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from backend.bot.querysets import ChatLinkQuerySet, LinkTokenQuerySet, UpdateQuerySet
from backend.lib.records import Record


class ChatLink(Record):
    """One person's private chat with the bot."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="chat_link"
    )
    chat = models.BigIntegerField(unique=True, help_text="Telegram's id of the private chat")
    phone = models.CharField(max_length=16, help_text="The sign-in's number when it was linked")
    file_phone = models.CharField(max_length=16, help_text="The file's number when it was linked")
    gets_notices = models.BooleanField(default=True)

    objects = ChatLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.public_id)


class LinkToken(models.Model):
    """The secret of one deep link: shown once to its owner, kept as a digest only."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = LinkTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return self.digest[:12]


class Update(models.Model):
    """One call of Telegram: once by its id, and emptied as soon as it is answered."""

    update_id = models.BigIntegerField(unique=True)
    heard = models.JSONField(default=dict, help_text="What of it matters, until it is answered")
    problem = models.CharField(max_length=32, blank=True, help_text="Why it has no answer")
    received_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="update_is_emptied_when_done", condition=Q(done_at=None) | Q(heard={})
            ),
        ]
        indexes = [
            models.Index("update_id", name="update_waiting", condition=Q(done_at=None)),
            models.Index("received_at", name="update_age"),
        ]

    def __str__(self) -> str:
        return str(self.update_id)
