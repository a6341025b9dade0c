"""What a letter says, as one value: this is what is sealed."""

import json
import re
from dataclasses import asdict, dataclass
from typing import Self

from reintegration.letter_states import HelpKind, LetterKind, Way

LONGEST = 4000
# Marks that turn the direction of text round can make a sentence read as another one.
TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of writing. All but `text` belong to the first one of a letter.

    `way` is how to answer, `contact` a phone for it, `when` when it is safe, in the writer's
    words; `kinds` are HelpKind values, `place` says where, in words.
    """

    text: str = ""
    kind: str = ""
    name: str = ""
    way: str = ""
    contact: str = ""
    when: str = ""
    kinds: tuple[str, ...] = ()
    place: str = ""

    @classmethod
    def from_json(cls, text: str) -> Self:
        said = json.loads(text)
        return cls(**said | {"kinds": tuple(said.get("kinds", ()))})

    def to_json(self) -> str:
        """Only what was said."""
        return json.dumps({key: value for key, value in asdict(self).items() if value})

    @property
    def kind_names(self) -> list[str]:
        """The kinds of help, in the reader's language."""
        return [str(HelpKind(value).label) for value in self.kinds if value in HelpKind.values]

    @property
    def way_name(self) -> str:
        return str(Way(self.way).label) if self.way in Way.values else ""

    @property
    def is_report(self) -> bool:
        return self.kind == LetterKind.REPORT


def plain(text: str) -> str:
    """`text` without marks of direction and without space round it; emoji stay."""
    return TURNS.sub("", text).strip()
