"""Where Telegram calls: checked, written down, answered; a worker does the rest."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from backend.bot import updates as store
from backend.bot.reading import read
from backend.notifications import refusals
from backend.notifications.gateways.callbacks import SHORTEST_SECRET, same
from backend.notifications.gateways.http import Unreadable
from backend.notifications.gateways.telegram import TELEGRAM, Telegram

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 64 * 1024

logger = logging.getLogger(__name__)


@csrf_exempt
@login_not_required
@require_POST
def updates(request: HttpRequest) -> HttpResponse:
    """200 for all that Telegram may say, also again; to everybody else there is no such page."""
    if not _is_telegram(request):
        return _refused("wrong_secret", 404)
    if _size(request) > LARGEST:
        return _refused("too_large", 413)
    try:
        update_id, heard = read(request.body)
    except Unreadable as wrong:
        return _refused(str(wrong), 400)
    if store.keep(update_id, heard) and heard:
        transaction.on_commit(store.wake, robust=True)
    return HttpResponse(status=200)


def _is_telegram(request: HttpRequest) -> bool:
    """By the secret that the webhook was set with; without a long one nobody is."""
    secret = Telegram().setting("webhook_secret")
    return len(secret) >= SHORTEST_SECRET and same(request.headers.get(HEADER, ""), secret)


def _refused(problem: str, status: int) -> HttpResponse:
    logger.warning("A call in the name of Telegram is refused: %s", problem)
    refusals.count(TELEGRAM, problem)
    return HttpResponse(status=status)


def _size(request: HttpRequest) -> int:
    """What the header says; a body without it is empty to Django."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else LARGEST + 1
