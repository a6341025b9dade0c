"""Two files side by side: one person, or two?"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from backend.accounts.pages.access import actor
from backend.lib.errors import Problem
from backend.web.refusals import say
from reintegration.actions.duplicates import dismiss
from reintegration.actions.merging import merge
from reintegration.models import PossibleDuplicate, Returnee
from reintegration.pages.staff.people import staff_only
from reintegration.permissions import may_know_file

PAGE = 10


@staff_only
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    pairs = PossibleDuplicate.objects.visible_to(request.user).open().with_files()
    page = Paginator(pairs.order_by("pk"), PAGE).get_page(request.GET.get("page"))
    shown = [(pair, _known(request, pair)) for pair in page]
    context = {"page": page, "pairs": shown}
    return render(request, "reintegration/staff/duplicates.html", context)


@staff_only
@require_POST
def judge(request: HttpRequest, public_id: str) -> HttpResponse:
    """`keep` names the file that stays; without it they are two people."""
    seen = PossibleDuplicate.objects.visible_to(request.user).with_files()
    pair = get_object_or_404(seen, public_id=public_id)
    keep = request.POST.get("keep", "")
    try:
        if not keep:
            dismiss(pair, by=actor(request))
            messages.success(request, _("Noted: two different people."))
        else:
            _merge(request, pair, keep)
            messages.success(request, _("The two files are one now."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:staff_duplicates")


def _known(request: HttpRequest, pair: PossibleDuplicate) -> list[Returnee]:
    """The files of the pair that this person may see; the other is another office's."""
    return [file for file in (pair.first, pair.second) if may_know_file(actor(request), file)]


def _merge(request: HttpRequest, pair: PossibleDuplicate, keep: str) -> None:
    files = {str(file.public_id): file for file in (pair.first, pair.second)}
    if keep not in files:
        raise Http404
    kept = files.pop(keep)
    merge(kept, absorb=next(iter(files.values())), by=actor(request))
