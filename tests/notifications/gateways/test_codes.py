"""The codes of providers as data: complete by messaging.md, and never more sure than it is."""

import pytest

from backend.notifications.gateways import (
    eskiz,
    infobip,
    mobizon,
    nikita,
    oson,
    playmobile,
    smsc,
    twilio,
)
from backend.notifications.gateways.base import (
    Accepted,
    NotAccepted,
    Outcome,
    Rejected,
    Unknown,
)
from backend.notifications.gateways.proofs import Codes, outcome
from backend.notifications.gateways.reading import safe_code
from backend.notifications.states import State

CODES = {
    "nikita": nikita.SEND,
    "playmobile": playmobile.ERRORS,
    "mobizon": mobizon.SEND,
    "oson": oson.ERRORS,
    "smsc": smsc.ERRORS,
    "twilio": twilio.ERRORS,
    "infobip": infobip.GROUPS,
}
# messaging.md 4.4, 4.6 to 4.9, 4.11: every code whose meaning stands there.
DOCUMENTED = {
    "nikita": "0 1 2 3 4 5 6 7 8 9 10 11",
    "playmobile": "100 101 102 202 205 301 302 303 304 305 306 401 404 405 406 407",
    "mobizon": "0 1 2 4 5 6 8 9 11 12 13 14 30 99",
    "oson": "105 106",
    "smsc": "1 2 3 4 5 6 7 8 9",
    "twilio": "20429 21610",
    "infobip": "PENDING UNDELIVERABLE DELIVERED EXPIRED",
}
# … and what each status of an SMS must become.
FATES = {
    "nikita": (nikita.FATES, "0 1 2 3 4 5 6 7"),
    "eskiz": (
        eskiz.FATES,
        "NEW STORED ACCEPTED PARTDELIVERED DELIVERED REJECTED DELIVRD UNDELIV UNDELIVERABLE "
        "EXPIRED REJECTD DELETED UNKNOWN ENROUTE",
    ),
    "mobizon": (
        mobizon.FATES,
        "NEW ENQUEUD ACCEPTD UNDELIV REJECTD PDLIVRD DELIVRD EXPIRED DELETED",
    ),
    "oson": (
        oson.FATES,
        "ENROUTE ACCEPTED DELIVERED EXPIRED DELETED UNDELIVERABLE REJECTED UNKNOWN",
    ),
    "smsc": (smsc.FATES, "-1 0 1 2 3 20 22 23 24 25"),
    "twilio": (twilio.FATES, "queued sent delivered undelivered failed read"),
    "infobip": (infobip.FATES, "PENDING UNDELIVERABLE DELIVERED EXPIRED REJECTED"),
}
REPORTED = {
    State.ACCEPTED,
    State.SENT,
    State.DELIVERED,
    State.UNDELIVERED,
    State.EXPIRED_AT_PROVIDER,
}


@pytest.mark.parametrize("name", CODES)
def test_every_documented_code_has_its_meaning(name: str) -> None:
    assert set(DOCUMENTED[name].split()) <= set(CODES[name])
    for code in CODES[name]:
        assert len(str(outcome(code, CODES[name]))) < 120


@pytest.mark.parametrize("name", CODES)
@pytest.mark.parametrize("code", ["", "7777", "odd", "+996700123456", "<b>"])
def test_a_code_that_no_source_lists_proves_nothing(name: str, code: str) -> None:
    assert isinstance(outcome(code, CODES[name], Accepted("ref")), Unknown)


@pytest.mark.parametrize(
    ("codes", "code", "proof"),
    [
        (nikita.SEND, "0", Accepted),
        (nikita.SEND, "10", Accepted),  # the earlier send with this id was taken
        (nikita.SEND, "9", Unknown),  # the sources contradict each other
        (nikita.SEND, "4", NotAccepted),
        (nikita.SEND, "7", Rejected),
        (mobizon.SEND, "100", Unknown),  # in the background
        (mobizon.SEND, "99", NotAccepted),
        (playmobile.ERRORS, "100", Unknown),  # "internal" is no refusal
        (smsc.ERRORS, "9", NotAccepted),
        (smsc.ERRORS, "8", Rejected),
        (twilio.ERRORS, "21610", Rejected),
        (twilio.ERRORS, "20429", NotAccepted),
    ],
)
def test_a_code_proves_what_its_source_says(codes: Codes, code: str, proof: type[Outcome]) -> None:
    assert isinstance(outcome(code, codes), proof)


@pytest.mark.parametrize("name", FATES)
def test_every_documented_status_has_its_state(name: str) -> None:
    fates, documented = FATES[name]
    assert set(documented.split()) <= set(fates)
    assert set(fates.values()) <= REPORTED
    assert State.DELIVERED in fates.values()
    assert State.UNDELIVERED in fates.values()


@pytest.mark.parametrize("value", ["996700123456", "+996700", "a b", "é", "x" * 41, "", None, {}])
def test_what_could_be_a_number_or_a_text_is_not_kept_as_a_code(value: object) -> None:
    assert safe_code(value) == "odd"


def test_numbers_of_smsc_fit_its_field_and_differ() -> None:
    numbers = [int(smsc.number_of(f"attempt{n:05}")) for n in range(2000)]
    assert len(set(numbers)) == len(numbers)
    assert all(1 <= number < 2**31 for number in numbers)
