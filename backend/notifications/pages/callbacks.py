"""Where gateways call: read by the adapter, written down, answered; applied by a worker."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from backend.notifications import callbacks, inbound, outbox, refusals
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import BadCallback, Gateway, Replying, Reporting
from backend.notifications.links import absolute

LARGEST = 256 * 1024

# What the adapter makes of a call: its body, headers and address. Raises BadCallback.
Read = Callable[[bytes, Any, str], Sequence[Any]]
# Writes down what was read: the gateway's name, the query, the body.
Keep = Callable[[str, str, bytes, Sequence[Any]], object]

logger = logging.getLogger(__name__)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def reports(request: HttpRequest, name: str, secret: str) -> HttpResponse:
    """200 for all that this gateway may say, also about SMS that nobody knows, also again."""
    gateway = _known(name)
    if not isinstance(gateway, Reporting):
        return _refused(404)
    return _taken(request, name, gateway.read_callback, callbacks.keep)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def replies(request: HttpRequest, name: str, secret: str) -> HttpResponse:
    """What people write back: 200 also for what came before."""
    gateway = _known(name)
    if not isinstance(gateway, Replying):
        return _refused(404)
    return _taken(request, name, gateway.read_inbound, inbound.keep)


def _taken(request: HttpRequest, name: str, read: Read, keep: Keep) -> HttpResponse:
    if _size(request) > LARGEST:
        logger.warning("Gateway %s called with more than %d bytes", name, LARGEST)
        refusals.count(name, "too_large")
        return _refused(413)
    url = absolute(request.get_full_path())  # as the gateway called it, whatever proxies made of it
    try:
        told = read(request.body, request.headers, url)
    except BadCallback as bad:
        logger.warning("A callback in the name of gateway %s is refused: %s", name, bad)
        refusals.count(name, str(bad))
        return _refused(404 if str(bad) == "wrong_address" else 400)
    if keep(name, request.META.get("QUERY_STRING", ""), request.body, told):
        transaction.on_commit(outbox.wake_asking, robust=True)
    return HttpResponse(status=200)


def _known(name: str) -> Gateway | None:
    return routing.gateway(name) if name in routing.known() else None


def _refused(status: int) -> HttpResponse:
    response = HttpResponse(status=status)
    # Django would log the address, and with it the gateway's secret.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _size(request: HttpRequest) -> int:
    """What the header says; a body without it is empty to Django."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else LARGEST + 1
