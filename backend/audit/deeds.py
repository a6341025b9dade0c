"""The registry of deeds: a stable code and the sentence a person reads."""

from collections.abc import Mapping

from django_stubs_ext import StrOrPromise

DEEDS: dict[str, StrOrPromise] = {}


def register(app: str, sentences: Mapping[str, StrOrPromise]) -> None:
    """Add an app's deeds, `{"<noun>.<past-verb>": sentence}`, when Django starts."""
    for name, sentence in sentences.items():
        DEEDS[f"{app}.{name}"] = sentence
