"""Each harm is counted when it is there: a count that is always nothing would prove nothing."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.faults.ledger import OPAQUE, phone_of
from tests.faults.mishaps import SHARES, Luck, Mishap
from tests.faults.recovery import Recovery, longest
from tests.faults.toll import Row, Witnesses, toll

LUCK = Luck(seed=1, bad=0.0)
ANNA, BEKA, CARA = phone_of(1), phone_of(4), phone_of(7)  # all of the opaque gateway
TAKEN = frozenset({ANNA, BEKA})
WELL = Witnesses(
    ledger=Counter({ANNA: 1, BEKA: 1}),
    deeds=frozenset({ANNA, BEKA, CARA}),
    done=frozenset({ANNA, BEKA, CARA}),
    house=(Row(ANNA, "accepted", 0), Row(BEKA, "accepted", 0), Row(CARA, "unknown", 0)),
    shown=frozenset({CARA}),
)


@pytest.mark.parametrize(
    ("seen", "harm"),
    [
        (WELL, {}),
        (replace(WELL, ledger=Counter({ANNA: 1})), {"lost": 1, "untrue": 1}),
        (replace(WELL, ledger=Counter({ANNA: 3, BEKA: 1})), {"doubled": 2}),
        (replace(WELL, deeds=TAKEN, done=TAKEN, ledger=Counter({ANNA: 1, BEKA: 1, CARA: 1})),
         {"uncalled_for": 1}),
        (replace(WELL, shown=frozenset()), {"lost": 1, "hidden": 1, "open": 1}),
        (replace(WELL, deeds=TAKEN, house=WELL.house[:2], shown=frozenset()),
         {"lost": 1, "open": 1}),
        (replace(WELL, house=(*WELL.house[:2], Row(CARA, "rejected", 0)), shown=frozenset()),
         {"lost": 1, "untrue": 1}),
    ],
    ids=["none", "lost", "doubled", "rolled back", "not shown", "commit forgotten", "not refused"],
)  # fmt: skip
def test_what_is_wrong_is_counted(seen: Witnesses, harm: dict[str, int]) -> None:
    assert toll(OPAQUE, seen, LUCK).harm == harm


def test_luck_is_the_same_for_a_seed_and_runs_out() -> None:
    luck = Luck(seed=7, calls=1, bad=10.0)
    first = [luck.of_call(phone_of(number), 1) for number in range(2000)]
    assert first == [Luck(7, 1, 10.0).of_call(phone_of(number), 1) for number in range(2000)]
    assert set(first) == {Mishap.NONE, *SHARES}
    assert {luck.of_call(phone_of(number), 2) for number in range(50)} == {Mishap.NONE}


def test_recovery_is_told_of_the_dead_and_of_those_nothing_hindered() -> None:
    recovery = Recovery(hindrances=[60.0])
    alive, first, second = (1, "a"), (2, "b"), (3, "c")
    recovery.struck(0.0, {alive, first})
    recovery.look(4.0, {first})
    recovery.look(33.0, set())
    recovery.struck(50.0, {second})
    recovery.look(95.0, set())
    assert [span.seconds for span in recovery.of_the_dead()] == [33.0, 45.0]
    assert longest(recovery.undisturbed()) == 33.0
