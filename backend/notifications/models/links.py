"""Short addresses in messages, and where they lead."""

import secrets

from django.db import models
from django.db.models import Q

from backend.notifications.querysets import ShortLinkQuerySet

# Without those that look alike: people type an address over from one phone to another.
LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 8  # 46 bits; whoever guesses one has found a page that asks them to sign in


def new_token() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


class ShortLink(models.Model):
    """The end of a short address. It opens nothing: who follows it signs in as ever."""

    token = models.CharField(max_length=LENGTH, unique=True, default=new_token)
    path = models.CharField(max_length=200, unique=True, help_text="On our own host")
    expires_at = models.DateTimeField(db_index=True)

    objects = ShortLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="short_link_is_of_our_host",
                condition=Q(path__startswith="/") & ~Q(path__startswith="//"),
            ),
        ]

    def __str__(self) -> str:
        return f"until {self.expires_at:%Y-%m-%d}"
