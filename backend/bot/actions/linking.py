"""A chat becomes a person's, and stops being it."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.states import Role
from backend.audit.actions import record as audit
from backend.bot.models import ChatLink, LinkToken
from backend.bot.notices import LINK_LIVES
from backend.lib import keyed
from backend.lib.errors import Conflict, NotAllowed
from backend.notifications import chats, holding, outbox
from backend.notifications.short_links import short
from backend.notifications.states import Channel
from reintegration.models import Returnee

TOKEN_LIFE = timedelta(minutes=15)
LABEL = "bot.link"


def digest_of(token: str) -> str:
    return keyed.digest(LABEL, token)


@transaction.atomic
def offer_link(*, by: User) -> str:
    """A token for one deep link (43 characters, A-Z a-z 0-9 _ -); earlier ones end with it."""
    if by.role != Role.RETURNEE:
        raise NotAllowed()
    LinkToken.objects.filter(user=by).delete()
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + TOKEN_LIFE
    LinkToken.objects.create(user=by, digest=digest_of(token), expires_at=expires_at)
    return token


@transaction.atomic
def link(digest: str, *, chat: int) -> ChatLink | None:
    """Give the chat to the owner of the token; None if it is used, too old or was never one.

    A chat is one person's and a person has one: earlier links of both end. The person is told by
    SMS: whoever has held their phone for a minute could read along from then on.
    """
    now = timezone.now()
    token = LinkToken.objects.usable(digest, now).select_for_update().first()
    file = token and Returnee.objects.visible_to(token.user).filter(user=token.user).first()
    if token is None or file is None or not (token.user.is_active and token.user.phone):
        return None
    _hold(token.user)
    token.used_at = now
    token.save(update_fields=["used_at"])
    ChatLink.objects.filter(chat=chat).exclude(user=token.user).delete()
    made, _is_new = ChatLink.objects.update_or_create(
        user=token.user,
        defaults={
            "chat": chat,
            "phone": token.user.phone,
            "file_phone": file.phone,
            "gets_notices": True,
        },
    )
    chats.follow(token.user, Channel.TELEGRAM)
    audit("bot.chat.linked", by=token.user, subject=made)
    _tell(token, file)
    return made


def _hold(user: User) -> None:
    """Calls that have begun end first; none begins before the commit."""
    for file in Returnee.objects.filter(user=user):
        holding.hold(file.public_id)


def _tell(token: LinkToken, file: Returnee) -> None:
    outbox.send(
        "bot.linked",
        phone=token.user.phone or file.phone,
        language=file.language,
        context={"link": short(reverse("bot:telegram"), lives=LINK_LIVES)},
        dedupe_key=f"bot.linked:{token.digest}",
        recipient=token.user,
        person=file.public_id,
    )


@transaction.atomic
def unlink(user: User, *, by: User | None) -> None:
    """Messages come by SMS again, also those that wait; after the commit none goes to the chat.

    Repeating is harmless.
    """
    if by is not None and by.pk != user.pk:
        raise NotAllowed()
    _hold(user)
    for gone in ChatLink.objects.filter(user=user):
        audit("bot.chat.unlinked", by=by, subject=gone)
        gone.delete()
    chats.follow(user, Channel.SMS)


@transaction.atomic
def drop(chat: int) -> None:
    """The chat takes nothing from us any more: blocked, or gone.

    What waits goes by SMS only where its kind allows that (backend.notifications.chats).
    """
    for gone in ChatLink.objects.filter(chat=chat):
        audit("bot.chat.unlinked", by=None, subject=gone)
        gone.delete()


@transaction.atomic
def choose(channel: Channel, *, by: User) -> None:
    """How messages come from now on, also those that wait."""
    _hold(by)
    found = ChatLink.objects.visible_to(by).select_for_update(of=("self",)).first()
    if found is None:
        raise Conflict(_("Connect Telegram first."))
    found.gets_notices = channel == Channel.TELEGRAM
    found.save(update_fields=["gets_notices", "updated_at"])
    chats.follow(by, channel)
    audit("bot.chat.chosen", by=by, subject=found, channel=channel)


def forget() -> int:
    """Links whose person has another number now, and tokens that are over. Returns how many."""
    over = LinkToken.objects.filter(expires_at__lt=timezone.now() - TOKEN_LIFE)
    return ChatLink.objects.dead().delete()[0] + over.delete()[0]
