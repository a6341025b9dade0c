"""What a campaign would do if it started now: to how many, in what words, for how much."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Count
from django_stubs_ext import StrOrPromise

from backend.notifications.costs import price
from backend.notifications.encoding import Encoding, encoding, segments
from backend.notifications.gateways import routing
from backend.notifications.states import Channel
from reintegration.campaigns import texts
from reintegration.campaigns.audience import chosen, looked_at
from reintegration.campaigns.states import LeftOut
from reintegration.models import Campaign


@dataclass(frozen=True, slots=True)
class Group:
    """So many people of whom everything that counts is the same."""

    left_out: str
    language: str
    by_chat: bool
    prefix: str
    people: int


@dataclass(frozen=True, slots=True)
class Text:
    """One language: `people` would get it, `by_sms` of them in `segments` SMS each."""

    language: str
    name: str
    text: str
    encoding: Encoding
    segments: int
    people: int
    by_sms: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A language without a text of its own: `instead` is the one that stands in, or ""."""

    language: str
    name: str
    people: int
    instead: str


@dataclass(frozen=True, slots=True)
class Cost:
    """By one gateway, in its account's money; None where the price of some SMS is not known."""

    gateway: str
    sms: int
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Preview:
    people: int
    may_get: int
    left_out: list[tuple[LeftOut, int]]
    by_channel: dict[str, int]
    texts: list[Text]
    missing: list[Missing]
    costs: list[Cost]
    sms: int
    hints: list[StrOrPromise]
    alone_up_to: int

    @property
    def needs_approval(self) -> bool:
        return self.people > self.alone_up_to


def preview(campaign: Campaign) -> Preview:
    """One query, and those of the filters."""
    groups = _groups(campaign)
    reached = [group for group in groups if not group.left_out]
    left_out = _count(groups, lambda group: group.left_out)
    costs = _costs(campaign, reached)
    return Preview(
        people=sum(group.people for group in groups),
        may_get=sum(group.people for group in reached),
        left_out=[(why, left_out[why]) for why in LeftOut if left_out[why]],
        by_channel=_by_channel(reached),
        texts=_texts(campaign, reached),
        missing=_missing(campaign, groups),
        costs=costs,
        sms=sum(cost.sms for cost in costs),
        hints=texts.hints(campaign),
        alone_up_to=settings.CAMPAIGN_APPROVAL_ABOVE,
    )


def readers(campaign: Campaign) -> dict[str, int]:
    """How many of its list read each language and could be written to."""
    could = [group for group in _groups(campaign) if group.left_out in ("", LeftOut.NO_TEXT)]
    return dict(_count(could, lambda group: group.language))


def _groups(campaign: Campaign) -> list[Group]:
    columns = ("left_out", "language", "by_chat", "prefix")
    rows = (
        looked_at(chosen(campaign), campaign)
        .order_by()
        .values(*columns)
        .annotate(people=Count("pk"))
    )
    return [Group(**row) for row in rows]


def _count(groups: Iterable[Group], key: Callable[[Group], str]) -> Counter[str]:
    counter: Counter[str] = Counter()
    for group in groups:
        counter[key(group)] += group.people
    return counter


def _by_channel(reached: list[Group]) -> dict[str, int]:
    counted = _count(reached, lambda group: Channel.TELEGRAM if group.by_chat else Channel.SMS)
    return {channel.value: counted[channel] for channel in Channel}


def _texts(campaign: Campaign, reached: list[Group]) -> list[Text]:
    def of(group: Group) -> str:
        return texts.language_for(campaign, group.language)

    people = _count(reached, of)
    by_sms = _count((group for group in reached if not group.by_chat), of)
    return [
        _text(campaign, code, name, people[code], by_sms[code])
        for code, name in settings.LANGUAGES
        if code in campaign.texts
    ]


def _text(campaign: Campaign, code: str, name: str, people: int, by_sms: int) -> Text:
    text = texts.shown(campaign, code)
    return Text(code, name, text, encoding(text), segments(text), people, by_sms)


def _missing(campaign: Campaign, groups: list[Group]) -> list[Missing]:
    """Of those who could be written to if there was a text."""
    could = [group for group in groups if group.left_out in ("", LeftOut.NO_TEXT)]
    people = _count(could, lambda group: group.language)
    names = dict(settings.LANGUAGES)
    instead = names.get(campaign.fallback, "")
    return [
        Missing(code, name, people[code], instead)
        for code, name in names.items()
        if people[code] and code not in campaign.texts
    ]


def _costs(campaign: Campaign, reached: list[Group]) -> list[Cost]:
    """By the first gateway of each route: another stands in only where that one refuses."""
    sms: Counter[str] = Counter()
    costs: dict[str, Decimal | None] = {}
    for group in (group for group in reached if not group.by_chat):
        gateway = routing.route(group.prefix)[0]
        language = texts.language_for(campaign, group.language)
        count = group.people * segments(texts.written(campaign, language))
        each, so_far = price(gateway, group.prefix), costs.get(gateway, Decimal(0))
        sms[gateway] += count
        costs[gateway] = None if each is None or so_far is None else so_far + each * count
    return [Cost(gateway, sms[gateway], costs[gateway]) for gateway in sorted(sms)]
