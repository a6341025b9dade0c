"""The table of returnees: what its columns are, whom a row may double, and how it is taken in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.imports import words
from backend.imports.sheets import Finding, Sheet, Values, register
from backend.lib.errors import Invalid
from backend.lib.names import name_key
from reintegration import profile
from reintegration.actions.registration import register_returnee
from reintegration.columns import COLUMNS
from reintegration.consents import VERSION
from reintegration.duplicates import YEARS_APART, name_query, reasons
from reintegration.models import Returnee
from reintegration.permissions import CASE_STAFF
from reintegration.states import ConsentPurpose

# Column of the table -> consent it answers. Each is a question of its own.
CONSENTS = {
    "consent": ConsentPurpose.PROGRAMME,
    "consent_matching": ConsentPurpose.MATCHING,
    "consent_employers": ConsentPurpose.EMPLOYERS,
    "consent_messages": ConsentPurpose.MESSAGES,
    "consent_follow_up": ConsentPurpose.FOLLOW_UP,
}
# Columns that are fields or lists of a file by the same name.
SAME = ("family_name", "given_names", "phone", "sex", "birth_year", "home_place", "returned_on",
        "destinations", "skills", "licences", "wage_floor", "commute_km",
        "can_relocate")  # fmt: skip


@dataclass(slots=True)
class Row:
    """What a row is recognised by; shaped like a Returnee for duplicates.reasons."""

    row: int
    phone: str
    name_key: str
    birth_year: int

    @classmethod
    def of(cls, row: int, values: Values) -> "Row":
        key = name_key(values["given_names"], values["family_name"])
        return cls(row, values.get("phone", ""), key, values["birth_year"])

    def known(self) -> Any:
        """The file that this very row has made before, if any."""
        same = Returnee.objects.filter(phone=self.phone, name_key=self.name_key)
        return same.filter(birth_year=self.birth_year).first()


def check(row: int, values: Values) -> Iterator[Finding]:
    if not values["consent"]:
        yield Finding(row, _("Without consent we cannot keep a file. Ask the person."), "consent")
    if "work" in values and "isco" not in values:
        try:
            words.kind_of_work(values["work"])
        except Invalid as error:
            yield Finding(row, error.text, "work")
    told = {name: values.get(name) for name in profile.PLAIN} | {"contact_days": ()}
    for name, sentence in profile.mistakes(told, today=timezone.localdate()).items():
        yield Finding(row, sentence, name)


def look(rows: Sequence[tuple[int, Values]], user: Any) -> Iterator[Finding]:
    """Warnings: who is here already, and who may be."""
    read = [Row.of(row, values) for row, values in rows]
    twice = _twice_in_file(read)
    for one in read:
        yield from twice.get(one.row, ())
        if one.known():
            yield Finding(one.row, _("This person is in the files already. Nothing will change."))
        elif names := _alike(one, user):
            yield Finding(
                one.row,
                _("This may be somebody whose file we have: %(names)s. Both will be kept, and "
                  "staff can join them.") % {"names": names},
            )  # fmt: skip


def take(values: Values, by: Any) -> bool:
    """Open the file of a row; False if it was opened before."""
    if Row.of(0, values).known():
        return False
    consents = {purpose: values[column] for column, purpose in CONSENTS.items() if column in values}
    spoken = values.get("languages", ())
    register_returnee(
        by=by,
        consents=consents,
        text_version=VERSION,
        language=values.get("language", "ru"),
        sign_in=bool(values.get("phone")),
        work_history=_work(values),
        languages=[{"language": language, "level": level} for language, level in spoken],
        **{name: values[name] for name in SAME if name in values},
    )
    return True


def _work(values: Values) -> list[dict[str, Any]]:
    if "work" not in values and "isco" not in values:
        return []
    said = values.get("work", words.Work("", ()))
    countries = values.get("destinations", ())
    return [
        {
            "isco": values.get("isco") or words.kind_of_work(said),
            "title": said.title,
            "country": countries[0] if len(countries) == 1 else None,
            "months": values.get("months", 0),
        }
    ]


def _twice_in_file(read: Iterable[Row]) -> dict[int, list[Finding]]:
    """Rows that may be one person; only those with a phone or parts of the name in common meet."""
    groups: dict[str, list[Row]] = defaultdict(list)
    found: dict[int, list[Finding]] = {}
    for one in read:
        keys = {one.phone, *name_query(one.name_key).split(" | ")} - {""}
        others = {other.row: other for key in keys for other in groups[key]}
        alike = sorted(row for row, other in others.items() if reasons(one, other))
        if alike:
            rows = ", ".join(map(str, alike))
            sentence = _("This may be the person of row %(rows)s.") % {"rows": rows}
            found[one.row] = [Finding(one.row, sentence)]
        for key in keys:
            groups[key].append(one)
    return found


def _alike(one: Row, user: Any) -> str:
    """The names of files that may be the same person; a name only if `user` may see the file."""
    near = Returnee.objects.resembling(
        phone=one.phone,
        name_query=name_query(one.name_key),
        birth_year=one.birth_year,
        years=YEARS_APART,
    )
    found = [file for file in near if reasons(one, file)]
    seen = Returnee.objects.visible_to(user).filter(pk__in=[file.pk for file in found])
    named: list[object] = [f"{file}, {file.birth_year}" for file in seen.order_by("pk")]
    hidden = [_("a file of another office")] if len(named) < len(found) else []
    return "; ".join(map(str, [*named, *hidden]))


RETURNEES = register(
    Sheet(
        name="returnees",
        label=_("Returnees"),
        columns=COLUMNS,
        may_import=lambda user: user.role in CASE_STAFF,
        check=check,
        look=look,
        take=take,
    )
)
