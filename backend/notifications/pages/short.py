"""Where the short links of messages lead. Who follows one signs in as ever."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backend.notifications.models import ShortLink


@login_not_required
@never_cache
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """To its page; a link that is over, or never was, leads to what the person has now."""
    link = ShortLink.objects.living(timezone.now()).filter(token=token).first()
    if link is None:
        return render(request, "notifications/link_over.html", status=404)
    return redirect(link.path)
