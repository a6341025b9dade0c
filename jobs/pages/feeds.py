"""The open list for machines: an Atom feed of any search, and the map of the site."""

from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import conditional_page, require_safe

from backend.notifications.links import absolute
from jobs import open_list
from jobs.models import Vacancy
from jobs.pages.match_cards import pay_of, place_of
from jobs.pages.public import in_asked_language
from jobs.pages.searching import SearchForm

PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWEST = 50
# As many addresses as one file of the protocol may hold, less the pages of our own.
MOST_ADDRESSES = 49_000
A_QUARTER_HOUR = 900


@login_not_required
@require_safe
@conditional_page
@in_asked_language
def feed(request: HttpRequest) -> HttpResponse:
    """The newest work that a search finds, as Atom."""
    found = open_list.search(SearchForm(request.GET).wanted())[:NEWEST]
    atom = Atom1Feed(
        title=_("Open jobs"),
        link=absolute(reverse("jobs:search")),
        description="",
        language=get_language(),
        feed_url=absolute(request.get_full_path()),
    )
    for work in found:
        atom.add_item(
            title=work.title,
            link=_address(work),
            description=f"{pay_of(work)}. {place_of(work)}. {work.employer.name}",
            unique_id=work.public_id.urn,
            pubdate=work.published_at,
            updateddate=work.published_at,
        )
    answer = HttpResponse(atom.writeString("utf-8"), content_type=Atom1Feed.content_type)
    return _kept_by_all(answer)


@login_not_required
@require_safe
@conditional_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that search engines may keep, with the day it came out."""
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", AttributesImpl({"xmlns": PROTOCOL}))
    for name in ("web:home", "web:help", "jobs:search"):
        _entry(xml, loc=absolute(reverse(name)))
    newest = Vacancy.objects.public().order_by("-published_at", "-pk")
    for work in newest.only("public_id", "published_at")[:MOST_ADDRESSES]:
        _entry(xml, loc=_address(work), lastmod=work.published_at.date().isoformat())
    xml.endElement("urlset")
    return _kept_by_all(HttpResponse(text.getvalue(), content_type="application/xml"))


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where the map is; pages say themselves whether they may be kept."""
    lines = ["User-agent: *", "Disallow: /api/", f"Sitemap: {absolute(reverse('jobs:sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _address(work: Vacancy) -> str:
    return absolute(reverse("jobs:vacancy", args=[work.public_id]))


def _entry(xml: SimplerXMLGenerator, **words: str) -> None:
    xml.startElement("url", AttributesImpl({}))
    for name, value in words.items():
        xml.addQuickElement(name, value)
    xml.endElement("url")


def _kept_by_all(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, public=True, max_age=A_QUARTER_HOUR)
    return answer
