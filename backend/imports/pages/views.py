"""Upload, look, import: three clicks for staff."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backend.imports import sheets
from backend.imports.actions import apply_batch, preview
from backend.imports.models import ImportBatch
from backend.imports.pages.forms import UploadForm
from backend.imports.writing import CSV_TYPE, as_csv
from backend.lib.errors import Problem
from backend.web.refusals import say, show


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose the table and the file; the answer is its preview."""
    if not sheets.open_to(request.user):
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = preview(
                form.cleaned_data["sheet"],
                by=request.user,
                filename=file.name,
                content=file.read(),
            )
            return redirect("imports:batch", found.public_id)
        except Problem as problem:
            show(problem, form)
    earlier = ImportBatch.objects.visible_to(request.user).order_by("-pk")[:10]
    tables = sheets.open_to(request.user)
    return render(
        request, "imports/upload.html", {"form": form, "earlier": earlier, "tables": tables}
    )


@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the file says and what is wrong with it; POST imports it."""
    seen = ImportBatch.objects.visible_to(request.user)
    found = get_object_or_404(seen, public_id=public_id)
    if request.method == "POST":
        try:
            found = apply_batch(found, by=request.user)
            messages.success(request, _("Imported."))
        except Problem as problem:
            say(problem, request)
        return redirect("imports:batch", found.public_id)
    sheet = sheets.get(found.sheet)
    context = {"batch": found, "columns": sheet.columns, "first_rows": _first(found, sheet)}
    return render(request, "imports/batch.html", context)


@require_safe
def sample(request: HttpRequest, sheet: str) -> HttpResponse:
    """An empty table with the right headings and one example row."""
    wanted = next((s for s in sheets.open_to(request.user) if s.name == sheet), None)
    if wanted is None:
        raise Http404
    heading = [str(column.label) for column in wanted.columns]
    content = as_csv(heading, [[column.example for column in wanted.columns]])
    answer = HttpResponse(content, content_type=CSV_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{sheet}.csv"'
    return answer


def _first(found: ImportBatch, sheet: sheets.Sheet) -> list[list[str]]:
    return [
        [str(row["row"]), *(row["cells"].get(column.name, "") for column in sheet.columns)]
        for row in found.rows[:20]
    ]
