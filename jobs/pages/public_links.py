"""The addresses of a public page for machines: itself, its other languages, its feed."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from backend.notifications.links import absolute


@dataclass(frozen=True, slots=True)
class Links:
    """Full addresses; `languages` are (code, address)."""

    canonical: str
    languages: list[tuple[str, str]]
    feed: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Links":
        plain = absolute(request.path)
        spoken = [(code, f"{plain}?lang={code}") for code, _name in settings.LANGUAGES]
        asked = request.GET.copy()
        asked.pop("page", None)
        feed = reverse("jobs:feed")
        return cls(
            canonical=dict(spoken).get(request.GET.get("lang", ""), plain),
            languages=spoken,
            feed=absolute(f"{feed}?{asked.urlencode()}" if asked else feed),
        )
