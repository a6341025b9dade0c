"""How much one network may do with letters. Why in memory only: docs/protection.md."""

from backend.lib.fleeting import Fleeting

TEN_MINUTES = 600
# A whole village may share one address. Counted by each web process for itself.
writing = Fleeting(30, TEN_MINUTES)
wrong_codes = Fleeting(20, TEN_MINUTES)


def forget() -> None:
    """Begin anew: for tests."""
    for limit in (writing, wrong_codes):
        limit.forget()
