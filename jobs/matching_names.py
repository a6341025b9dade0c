"""The labels of what reasons name by id, read at once for a whole page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backend.taxonomy.models import Country, IscoGroup, Language, Licence, Skill
from backend.taxonomy.models.labels import Labelled


class Said(Protocol):
    """A reason or a refusal: a code, and ids and numbers."""

    @property
    def code(self) -> str: ...

    @property
    def detail(self) -> dict[str, Any]: ...


# Which details hold ids, of what. A detail is one id or a list of them.
MODELS: dict[str, type[Labelled]] = {
    "skills": Skill,
    "isco": IscoGroup,
    "licence": Licence,
    "licences": Licence,
    "language": Language,
    "languages": Language,
    "country": Country,
}


@dataclass(frozen=True, slots=True)
class Names:
    """Labels in the language that was active when they were read."""

    labels: dict[type[Labelled], dict[Any, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, reasons: Iterable[Said]) -> "Names":
        """One query for each kind of thing that occurs."""
        wanted: dict[type[Labelled], set[Any]] = {}
        for reason in reasons:
            for name, model in MODELS.items():
                wanted.setdefault(model, set()).update(_ids(reason.detail.get(name)))
        language = get_language() or "en"
        return cls(
            {
                model: {
                    key: thing.label(language)
                    for key, thing in model._default_manager.in_bulk(list(ids)).items()
                }
                for model, ids in wanted.items()
                if ids
            }
        )

    def one(self, reason: Said, name: str) -> str:
        """The label of the single id in `reason.detail[name]`."""
        return self.label(name, reason.detail[name])

    def many(self, reason: Said, name: str, most: int = 3) -> str:
        """The labels of a list of ids, the first few of a long one."""
        ids = reason.detail[name]
        listed = ", ".join(self.label(name, key) for key in ids[:most])
        if len(ids) <= most:
            return listed
        return _("%(listed)s and %(count)s more") % {"listed": listed, "count": len(ids) - most}

    def label(self, name: str, key: Any) -> str:
        """The label of one id; `name` is that of the detail it stands in."""
        return self.labels.get(MODELS[name], {}).get(key) or str(key)


def _ids(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield value


Sentence = Callable[[Any, Names], str]
