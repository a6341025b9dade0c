"""Numbers that nobody has, as many as a demo of any size needs.

In every area code of North America 555-0100 to 555-0199 are set aside for fiction for good:
36,000 numbers, enough for a demo of some 40,000 people. A larger one goes on in the rest of the
exchange 555, which is kept for information services: no subscriber has such a number, and the two
lines in use are left out. The countries of the region set nothing aside, so a number that looks
at home here might be somebody's.
"""

from functools import cache

import phonenumbers

FICTION = range(100, 200)
IN_USE = frozenset({1212, 4334})
LINES = (*FICTION, *(n for n in range(10_000) if n not in FICTION and n not in IN_USE))


def example_phone(index: int) -> str:
    """The number at `index` (0, 1, 2 …) as E.164: no two alike before three and a half million."""
    codes = _area_codes()
    line, area = divmod(index, len(codes))
    return f"+1{codes[area]}555{LINES[line % len(LINES)]:04}"


@cache
def _area_codes() -> tuple[int, ...]:
    """Area codes of ordinary lines in the United States, Washington (202) first."""
    found = [code for code in range(201, 990) if _is_ordinary(f"+1{code}5550100")]
    return tuple(sorted(found, key=lambda code: (code != 202, code)))


def _is_ordinary(e164: str) -> bool:
    number = phonenumbers.parse(e164)
    ordinary = phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE
    return (
        phonenumbers.region_code_for_number(number) == "US"
        and phonenumbers.number_type(number) == ordinary
    )
