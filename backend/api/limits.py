"""What no view has to think of: bodies too large, and addresses that cannot be stored."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from backend.lib.problem_details import problem_response

GetResponse = Callable[[HttpRequest], HttpResponse]


class BodyLimitMiddleware:
    """413 for a body over the limit: DATA_UPLOAD_MAX_MEMORY_SIZE, or FILE_UPLOAD_LIMIT for forms.

    DRF reads the stream itself and would not notice Django's own limit. WSGI servers give
    no more bytes than Content-Length says, so the header is enough.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._length(request) <= self._limit(request):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            return problem_response(413, "too_large", _("This is too large. Send it in parts."))
        return render(request, "413.html", status=413)

    @staticmethod
    def _length(request: HttpRequest) -> int:
        text = request.META.get("CONTENT_LENGTH") or "0"
        return int(text) if text.isdigit() else 0

    @staticmethod
    def _limit(request: HttpRequest) -> int:
        upload = (request.content_type or "").startswith("multipart/")
        limit = settings.FILE_UPLOAD_LIMIT if upload else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return int(limit or 0)


class StorableAddressMiddleware:
    """400 for a NUL in the path or the query: PostgreSQL cannot even compare with one."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\0" not in request.path and "%00" not in query and "\0" not in query:
            return self.get_response(request)
        if request.path.startswith("/api/"):
            return problem_response(400, "invalid", _("The address holds a null character."))
        return render(request, "400.html", status=400)
