"""Files of returnees as a table: no needs, no free text, nothing of health or safety."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.imports import words
from backend.imports.cells import day_words, said, shown
from backend.imports.exports import File, table_of
from backend.lib.errors import NotAllowed
from reintegration.imports import CONSENTS, RETURNEES
from reintegration.models import Consent, Returnee
from reintegration.permissions import CASE_STAFF
from reintegration.states import ConsentPurpose


@transaction.atomic
def export_returnees(files: QuerySet[Returnee], *, by: User, file_format: str) -> File:
    """The `files` of people who agree that the programme keeps one; written to the audit log."""
    if by.role not in CASE_STAFF:
        raise NotAllowed()
    wanted = Returnee.objects.filter(pk__in=files.order_by().values("pk"))
    answers = Prefetch("consents", queryset=Consent.objects.order_by("pk"))
    chosen = wanted.consenting_to(ConsentPurpose.PROGRAMME).with_background()
    rows = chosen.select_related("home_place__parent").prefetch_related(answers).order_by("pk")
    file = table_of(RETURNEES, rows, cells_of, file_format)
    audit("reintegration.returnee.exported", by=by, subject=by, rows=file.rows)
    return file


def cells_of(returnee: Returnee) -> Mapping[str, object]:
    """One row, in the language that is active, as `reintegration.imports` reads it."""
    language = get_language() or "ru"
    newest = {answer.purpose: answer.given for answer in returnee.consents.all()}
    return {
        "family_name": returnee.family_name,
        "given_names": returnee.given_names,
        "phone": returnee.phone,
        "sex": returnee.get_sex_display(),
        "birth_year": returnee.birth_year,
        "home_place": words.place_words(returnee.home_place),
        "language": returnee.language,
        "returned_on": day_words(returnee.returned_on),
        "destinations": shown(place.label(language) for place in returnee.destinations.all()),
        "skills": shown(row.skill.label(language) for row in returnee.skills.all()),
        "languages": shown(
            f"{row.language.label(language)} {row.level}" for row in returnee.languages.all()
        ),
        "licences": shown(row.licence_id for row in returnee.licences.all()),
        "wage_floor": returnee.wage_floor,
        "commute_km": returnee.commute_km,
        "can_relocate": said(returnee.can_relocate),
        **_longest_job(returnee),
        **{name: said(newest[purpose]) for name, purpose in CONSENTS.items() if purpose in newest},
    }


def _longest_job(returnee: Returnee) -> dict[str, object]:
    job = max(returnee.work_history.all(), key=lambda job: (job.months, -job.pk), default=None)
    return {"work": job.title, "isco": job.isco_id, "months": job.months} if job else {}
