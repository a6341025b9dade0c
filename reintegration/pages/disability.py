"""The one question whose answer nobody else reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from backend.accounts.pages.access import actor
from backend.web.refusals import sent
from reintegration.actions.disability import answer
from reintegration.models import DisabilityAnswer, Returnee
from reintegration.pages.forms.disability import SAID, DisabilityForm
from reintegration.pages.own import with_own_file


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_own_file
def disability(request: HttpRequest, returnee: Returnee) -> HttpResponse:
    """Say it, change it, take it back."""
    form = DisabilityForm(sent(request), initial={"has_disability": _said(returnee)})
    if request.method == "POST" and form.is_valid():
        answer(returnee, by=actor(request), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("reintegration:me")
    return render(request, "reintegration/disability.html", {"form": form})


def _said(returnee: Returnee) -> str:
    kept = DisabilityAnswer.objects.filter(returnee=returnee).first()
    value = kept.has_disability if kept else None
    return next(word for word, meaning in SAID.items() if meaning is value)
