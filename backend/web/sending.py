"""Forms that our script sends from the page itself, so that without a network nothing is lost."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

HEADER, BY_SCRIPT = "X-Sent-By", "script"
GO_TO = "X-Go-To"


class SentByScriptMiddleware:
    """A redirect after such a form becomes an address: the script goes there itself.

    Followed by the browser it would be fetched twice, which a slow network feels.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get(HEADER) == BY_SCRIPT and response.has_header("Location"):
            response[GO_TO] = response["Location"]
            del response["Location"]
            response.status_code, response.content = HTTPStatus.NO_CONTENT, b""
        return response
