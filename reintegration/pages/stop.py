"""The page behind the link in a message: no more of these. Nobody has to sign in for it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from reintegration.actions import stopping
from reintegration.models import StopLink
from reintegration.staff_reasons import ConsentWay


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing: phones open links by themselves to show what is behind.

    It tells nothing of the person but their language: whoever holds the phone may read it.
    """
    link = StopLink.objects.valid(timezone.now()).filter(token=token).first()
    if link is None:
        return render(request, "reintegration/stop.html", {"is_over": True}, status=404)
    with translation.override(link.returnee.language):
        if request.method == "POST":
            stopping.stop(link.returnee, way=ConsentWay.LINK)
        context = {"is_done": request.method == "POST"}
        return render(request, "reintegration/stop.html", context)
