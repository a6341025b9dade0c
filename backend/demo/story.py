"""The main job told on real rows: from an imported list to a job found, all through the API.

Nothing here knows how the work is done: it sends requests, and reads what the worker wrote.
Every figure that is said is read from the database after the fact.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from backend.accounts.demo_sign_ins import open_demo_account
from backend.accounts.models import User
from backend.accounts.states import Role
from backend.demo.callers import Caller, Handset, StoryStopped, sign_in_by_phone, wait_for
from backend.demo.land import survey
from backend.demo.staff import DOMAIN, open_sign_ins
from backend.indicators.definitions import STEPS
from backend.indicators.outcomes import Row
from backend.indicators.reads import WAVES, outcome_table
from backend.lib.phone import spaced
from backend.notifications.short_links import short
from backend.taxonomy.models import Country
from jobs.models import Employer, EmployerMember
from reintegration.models import FollowUp, Returnee

SAMPLES = Path(settings.ROOT) / "docs" / "samples"
ANYTHING = re.compile("")
PAY = 40_000
FIRM = "00000000900001"  # the tax number of the firm in the sample that is verified
HEADS = ("people", *(step.code for step in STEPS), *(f"in work at {w} m" for w in WAVES))
Say = Callable[[str], object]


@dataclass(slots=True)
class Telling:
    """Who is in the story. `patience` is how long the worker may take, in seconds."""

    say: Say
    patience: float
    officer: Caller
    overseer: Caller
    observer: User
    chapter: int = 0

    def begin(self, title: str) -> None:
        self.chapter += 1
        self.say(f"\n{self.chapter}  {title}")

    def tell(self, line: str) -> None:
        self.say(f"   {line}")


def tell(say: Say, *, patience: float = 40) -> None:
    """Tell the whole story in an empty database that has the taxonomy. Raises StoryStopped."""
    if Returnee.objects.exists():
        raise StoryStopped("There are people here already. The story needs an empty database.")
    staff = open_sign_ins(survey(Country.objects.get(pk=settings.HOMEWARD_COUNTRY)))
    story = Telling(
        say,
        patience,
        officer=Caller.with_key(staff[Role.OFFICER]),
        overseer=Caller.with_key(staff[Role.ADMINISTRATOR]),
        observer=staff[Role.OBSERVER],
    )
    _import_returnees(story)
    _import_vacancies(story)
    firm = _verify(story)
    match = _watch_matching(story, firm)
    application = _apply(story, match)
    _hire(story, application)
    _show_outcomes(story)


def _import_returnees(story: Telling) -> None:
    file = SAMPLES / "returnees.csv"
    story.begin(f"A list of returnees is imported: {file.relative_to(settings.ROOT)}")
    preview, applied = story.officer.upload("returnees", file)
    story.tell(f"{preview['total']} rows in Windows-1251, {applied['created']} new files.")
    for note in preview["notes"]:
        story.tell(f"Row {note['row']}: {note['text']}")
    _preview, again = story.officer.upload("returnees", file)
    story.tell(f"The same list again: {again['created']} new, {again['unchanged']} unchanged.")


def _import_vacancies(story: Telling) -> None:
    file = SAMPLES / "vacancies.csv"
    story.begin(f"A list of vacancies is imported: {file.relative_to(settings.ROOT)}")
    preview, applied = story.officer.upload("vacancies", file)
    waiting = story.officer.get("employers/", state="pending")["results"]
    story.tell(f"{preview['total']} rows, {applied['created']} new vacancies.")
    story.tell(f"{len(waiting)} new firms wait to be checked, and their vacancies with them.")
    for vacancy in story.officer.get("vacancies/", state="screening")["results"]:
        for finding in vacancy["findings"]:
            story.tell(f"Held back, “{vacancy['title']}”: {finding['reason']}")


def _verify(story: Telling) -> dict[str, Any]:
    (firm,) = story.officer.get("employers/", tax_number=FIRM)["results"]
    story.begin(f"An officer verifies {firm['name']}, and its vacancies are published")
    verified: dict[str, Any] = story.officer.post(f"employers/{firm['public_id']}/verify/")
    for vacancy in _published(story, verified):
        story.tell(f"{vacancy['title']}, {_places(vacancy['openings'])}")
    return verified


def _watch_matching(story: Telling, firm: dict[str, Any]) -> Any:
    """Wait for the worker; returns the best match that somebody was told of."""
    story.begin("The worker matches them, and the SMS leave")
    wanted = len(_published(story, firm))
    runs = wait_for(lambda: _enough(_runs(story), wanted), story.patience, "the matching")
    pairs, told = (sum(run[name] for run in runs) for name in ("pairs_found", "notices_sent"))
    story.tell(f"{len(runs)} runs: {pairs} matches, {told} notices.")
    found = story.overseer.get("matches/", state="notified", ordering="-score")["results"]
    for match in found[:4]:
        story.tell(f"{match['score']:>6,}  {match['returnee_name']}: {match['title']}")
    best = next((match for match in found if _can_sign_in(match)), None)
    if best is None:
        raise StoryStopped("Nobody who can sign in was told of a vacancy.")
    handset = _handset_of(story, best)
    _show_sms(story, handset, handset.read_until(_link_of(best)))
    return best


def _link_of(match: dict[str, Any]) -> re.Pattern[str]:
    """As the SMS of this match shows it; the link is as old as the message."""
    path = reverse("jobs:match", args=[match["public_id"]])
    return re.compile(re.escape(short(path, lives=dt.timedelta(0))))


def _apply(story: Telling, match: dict[str, Any]) -> dict[str, Any]:
    story.begin(f"{match['returnee_name']} signs in with a code from the phone, and applies")
    handset = _handset_of(story, match)
    person, sms = sign_in_by_phone(handset, language="ky")
    _show_sms(story, handset, sms)
    own = person.get(f"matches/{match['public_id']}/")
    story.tell(f"{own['title']}, {own['employer_name']}")
    _list(story, "Fits:", own["fits"])
    _list(story, "Missing:", own["gaps"])
    application: dict[str, Any] = person.post("applications/", vacancy=own["vacancy"])
    story.tell(f"Application: {application['state']}")
    return application


def _hire(story: Telling, application: dict[str, Any]) -> None:
    story.begin("The firm reads the application and hires")
    clerk = open_demo_account(
        email=f"clerk@{DOMAIN}", name="Clerk of the firm", role=Role.EMPLOYER, language="ru"
    )
    EmployerMember.objects.create(employer=Employer.objects.get(tax_number=FIRM), user=clerk)
    firm = Caller.with_key(clerk)
    (asked,) = firm.get("applications/")["results"]
    applicant = asked["applicant"]
    story.tell(f"{applicant['name']}, {spaced(applicant['phone'])}")
    story.tell(", ".join(skill["label"] for skill in applicant["skills"]))
    handset = Handset(applicant["phone"], story.patience)
    handset.read_all()
    path = f"applications/{asked['public_id']}"
    firm.post(f"{path}/seen/")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    hired = firm.post(f"{path}/hire/", started_on=str(tomorrow), wage=PAY, has_contract=True)
    job = firm.get(f"placements/{hired['placement']}/")
    story.tell(
        f"Hired from {job['started_on']} for {job['wage']:,} {job['wage_currency']} a month."
    )
    _show_sms(story, handset, handset.read_until(ANYTHING))
    due = FollowUp.objects.filter(returnee__applications__public_id=asked["public_id"])
    days = due.order_by("due_on").values_list("due_on", flat=True)
    story.tell(f"How it goes will be asked on {', '.join(map(str, days))}.")


def _show_outcomes(story: Telling) -> None:
    story.begin("What became of everyone")
    story.tell(_line(["", *HEADS]))
    for by in ("all", "sex"):
        for row in outcome_table(story.observer, by=by):
            story.tell(_line(_cells(row)))


def _cells(row: Row) -> list[str]:
    """Nobody has been asked yet is a dash, never a nought."""
    later = (row.later[wave] for wave in WAVES)
    known = [f"{one.in_work} of {one.asked}" if one.asked else "–" for one in later]
    return [row.group, str(row.people), *(str(row.steps[step.code]) for step in STEPS), *known]


def _line(cells: Iterable[str]) -> str:
    first, *others = cells
    width = [len(head) + 2 for head in HEADS]
    return f"{first:<9}" + "".join(map(str.rjust, others, width))


def _published(story: Telling, firm: dict[str, Any]) -> list[dict[str, Any]]:
    mine = story.officer.get("vacancies/", employer=firm["public_id"], state="published")
    return list(mine["results"])


def _runs(story: Telling) -> list[Any]:
    done = story.overseer.get("match-runs/", state="done", trigger="vacancy")
    return list(done["results"])


def _enough(rows: list[Any], wanted: int) -> list[Any]:
    return rows if len(rows) >= wanted else []


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def _list(story: Telling, title: str, reasons: list[dict[str, Any]]) -> None:
    for reason in reasons:
        story.tell(f"{title:<9}{reason['sentence']}")
        title = ""


def _can_sign_in(match: dict[str, Any]) -> bool:
    """A relative, or the same person's second file, may have the phone but not the account."""
    return Returnee.objects.filter(public_id=match["returnee"], user__isnull=False).exists()


def _handset_of(story: Telling, match: dict[str, Any]) -> Handset:
    phone = Returnee.objects.get(public_id=match["returnee"]).phone
    return Handset(phone, story.patience)


def _show_sms(story: Telling, handset: Handset, text: str) -> None:
    story.tell(f"SMS to {spaced(handset.phone)}:")
    for line in text.splitlines():
        story.tell(f"  {line}".rstrip())
