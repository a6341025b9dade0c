"""Who is on a campaign's list, and who of them may get it.

The list is the query of the list of returnees, kept as text (`state=active&region=…`), read by the
same filters, within what the writer may see.
"""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import BooleanField, Case, CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models import When as Is
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from backend.lib.errors import Invalid
from backend.notifications import chats
from backend.notifications.gateways import routing
from reintegration.campaigns.states import LeftOut
from reintegration.models import Campaign, Consent, Returnee
from reintegration.models.campaigns import LONGEST_FILTER
from reintegration.returnee_filter import ReturneeFilter
from reintegration.states import ReturneeState

# What an address of the list says besides: where on it somebody was.
NOT_FILTERS = frozenset({"page", "page_size", "cursor", "ordering"})
E164 = r"^\+[1-9][0-9]{6,14}$"
GONE = [ReturneeState.LEFT, ReturneeState.MERGED]


def read(query: str) -> ReturneeFilter:
    """The filters of `query`. Raises Invalid for one that is unknown or says nonsense.

    A filter that is not understood must never be passed over: the list would be longer.
    """
    if len(query) > LONGEST_FILTER:
        raise Invalid(fields={"filters": _("These are too many filters.")})
    told = QueryDict(query)
    filters = ReturneeFilter(told, queryset=Returnee.objects.all())
    wrong = set(told) - set(filters.filters) - NOT_FILTERS
    # PostgreSQL cannot even look for a NUL.
    wrong |= {name for name, values in told.lists() if "\0" in "".join(values)}
    if wrong or not filters.is_valid():
        names = ", ".join(sorted(wrong or filters.errors))
        problem = _("These filters are not understood: %(names)s") % {"names": names}
        raise Invalid(fields={"filters": problem})
    return filters


def kept(query: str) -> str:
    """`query` as it is kept: only filters that are set, in one order."""
    told = QueryDict(query)
    pairs = [(name, value) for name in told for value in told.getlist(name) if value.strip()]
    return urlencode(sorted(pair for pair in pairs if pair[0] not in NOT_FILTERS))


def chosen(campaign: Campaign) -> QuerySet[Returnee]:
    """Everybody on the list now, as a plain condition: filters may join, and make distinct."""
    files = Returnee.objects.visible_to(campaign.written_by)
    if campaign.office_id:
        files = files.filter(office=campaign.office_id)
    found = read(campaign.filters).filter_queryset(files)
    return Returnee.objects.filter(pk__in=found.order_by().values("pk"))


def looked_at(people: QuerySet[Returnee], campaign: Campaign) -> QuerySet[Any]:
    """`people` with `left_out` (LeftOut or ""), `by_chat`, and `prefix`, which says the price."""
    return people.alias(agreed=_newest_answer(campaign)).annotate(
        left_out=_left_out(languages_of(campaign)),
        by_chat=Case(
            Is(chats.reached_by_chat("user_id"), then=True),
            default=False,
            output_field=BooleanField(),
        ),
        prefix=_prefix(),
    )


def languages_of(campaign: Campaign) -> Collection[str] | None:
    """Who can be written to by their language; None: everybody, since a text stands in."""
    return None if campaign.fallback else list(campaign.texts)


def _newest_answer(campaign: Campaign) -> Subquery:
    answers = Consent.objects.filter(returnee=OuterRef("pk"), purpose=campaign.purpose)
    return Subquery(answers.order_by("-pk").values("given")[:1])


def _left_out(languages: Collection[str] | None) -> Case:
    whens = [
        Is(state__in=GONE, then=Value(LeftOut.CLOSED)),
        Is(~Q(phone__regex=E164), then=Value(LeftOut.NO_PHONE)),
        Is(~_routed(), then=Value(LeftOut.NO_ROUTE)),
        Is(agreed=None, then=Value(LeftOut.NOT_ASKED)),
        Is(agreed=False, then=Value(LeftOut.SAID_NO)),
    ]
    if languages is not None:
        whens.append(Is(~Q(language__in=languages), then=Value(LeftOut.NO_TEXT)))
    return Case(*whens, default=Value(""), output_field=CharField())


def _routed() -> Q:
    """Whether some gateway serves the number: that of the longest prefix, if it names one."""
    served = Q(pk=None)
    for prefix in sorted(routing.table(), key=len):
        fits = Q(phone__startswith=prefix)
        served = served | fits if routing.table()[prefix] else served & ~fits
    return served


def _prefix() -> Case:
    """The longest prefix of the routes and the prices that a number begins with."""
    known: set[str] = set(routing.table()).union(*settings.SMS_PRICES.values())
    longest_first = sorted(known, key=lambda prefix: (-len(prefix), prefix))
    whens = [Is(phone__startswith=prefix, then=Value(prefix)) for prefix in longest_first]
    return Case(*whens, default=Value(""), output_field=CharField())
