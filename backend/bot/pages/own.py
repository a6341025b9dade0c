"""A returnee connects Telegram, chooses how messages come, and disconnects it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from backend.accounts.pages.access import actor
from backend.bot.actions import linking
from backend.bot.models import ChatLink
from backend.lib.errors import Problem
from backend.notifications.gateways.telegram import Telegram, is_set_up
from backend.notifications.states import Channel
from backend.web.refusals import say
from reintegration.models import Returnee
from reintegration.pages.own import with_own_file

PAGE = "bot/telegram.html"


@require_safe
@with_own_file
def telegram(request: HttpRequest, returnee: Returnee) -> HttpResponse:
    """Whether a chat is connected, and how messages come."""
    _expect_bot()
    return render(request, PAGE, {"link": ChatLink.objects.visible_to(request.user).first()})


@require_POST
@with_own_file
def offer(request: HttpRequest, returnee: Returnee) -> HttpResponse:
    """Show a link that works once. Only here, and only now, its secret is to be seen."""
    _expect_bot()
    token = linking.offer_link(by=actor(request))
    address = f"https://t.me/{Telegram().setting('bot')}?start={token}"
    return render(request, PAGE, {"address": address})


@require_POST
@with_own_file
def choose(request: HttpRequest, returnee: Returnee) -> HttpResponse:
    channel = request.POST.get("channel", "")
    if channel not in Channel.values:
        raise Http404
    try:
        linking.choose(Channel(channel), by=actor(request))
        messages.success(request, _("Saved."))
    except Problem as problem:
        say(problem, request)
    return redirect("bot:telegram")


@require_POST
@with_own_file
def unlink(request: HttpRequest, returnee: Returnee) -> HttpResponse:
    user = actor(request)
    linking.unlink(user, by=user)
    messages.success(request, _("Saved."))
    return redirect("bot:telegram")


def _expect_bot() -> None:
    """A deployment without a bot has no such page."""
    if not is_set_up():
        raise Http404
