"""What a run left behind at each gateway: the ledger beside what the house says."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tests.faults.ledger import PREFIXES
from tests.faults.mishaps import Luck

TAKEN = {"accepted", "sent", "delivered"}
UNCERTAIN = {"unknown", "unknown_final"}
REFUSED = "rejected"


@dataclass(frozen=True, slots=True)
class Row:
    """A message as the house has it. `replays`: calls with its key after the first."""

    phone: str
    state: str
    replays: int


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Phones: by number of SMS in the ledger; of deeds in the database, and of those whose commit

    was answered to a producer; of the house's messages; in the list of staff.
    """

    ledger: Counter[str]
    deeds: frozenset[str]
    done: frozenset[str]
    house: tuple[Row, ...]
    shown: frozenset[str]


@dataclass(frozen=True, slots=True)
class Toll:
    """All of one gateway.

    `lost`: committed, no SMS, not refused for good by the operator, and not shown as uncertain.
    `doubled`: SMS beyond a phone's first. `uncalled_for`: phones with an SMS whose deed was rolled
    back. `hidden`: uncertain to the house, and not in the list of staff. `untrue`: what the house
    says was taken or refused, and was not. `open`: neither settled nor shown at the end.
    """

    committed: int
    lost: int
    doubled: int
    uncalled_for: int
    shown: int
    hidden: int
    untrue: int
    open: int
    refused: int
    replayed: int

    @property
    def harm(self) -> dict[str, int]:
        """What must be nothing, apart from `shown`, which is harm only where it can be helped."""
        names = ("lost", "doubled", "uncalled_for", "hidden", "untrue", "open")
        return {name: count for name in names if (count := getattr(self, name))}


def toll(gateway: str, seen: Witnesses, luck: Luck) -> Toll:
    """Counted over the phones that this gateway serves."""
    mine = PREFIXES[gateway]
    got = Counter({phone: times for phone, times in seen.ledger.items() if phone.startswith(mine)})
    deeds, shown = _of(mine, seen.deeds | seen.done), _of(mine, seen.shown)
    house = [row for row in seen.house if row.phone.startswith(mine)]
    refused = {one.phone for one in house if one.state == REFUSED}
    rightly = {phone for phone in refused if luck.is_bad_number(phone)}
    uncertain = {one.phone for one in house if one.state in UNCERTAIN}
    taken = {one.phone for one in house if one.state in TAKEN}
    return Toll(
        committed=len(deeds),
        lost=len(deeds - got.keys() - rightly - shown),
        doubled=got.total() - len(got),
        uncalled_for=len(got.keys() - deeds),
        shown=len(shown),
        hidden=len(uncertain - shown),
        untrue=len(taken - got.keys()) + len(refused - rightly),
        open=len(deeds - taken - refused - shown),
        refused=len(refused),
        replayed=sum(one.replays > 0 for one in house),
    )


def _of(prefix: str, phones: Iterable[str]) -> set[str]:
    return {phone for phone in phones if phone.startswith(prefix)}
