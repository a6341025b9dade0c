"""Who works in the demo's offices, and the accounts that anybody may sign in with."""

from dataclasses import dataclass
from random import Random

from backend.accounts.demo_sign_ins import open_demo_account
from backend.accounts.models import Office, User
from backend.accounts.states import NEEDS_OFFICE, Role
from backend.demo.land import Land
from backend.demo.names import MOTHER_TONGUE, PEOPLES, choose_name

# Reserved for examples (RFC 2606): mail to it reaches nobody.
DOMAIN = "homeward.example"


@dataclass(frozen=True, slots=True)
class Team:
    """The staff of one office."""

    officers: list[User]
    supervisor: User


NAMES = {
    Role.OFFICER: "Officer of the demo",
    Role.SUPERVISOR: "Supervisor of the demo",
    Role.PROTECTION: "Protection officer of the demo",
    Role.ADMINISTRATOR: "Administrator of the demo",
    Role.TRAINER: "Trainer of the demo",
    Role.EMPLOYER: "Employer of the demo",
    Role.OBSERVER: "Observer of the demo",
}


def sign_in_emails() -> dict[str, str]:
    """The e-mail address of each role; returnees sign in by phone."""
    return {str(role): f"{role.value}@{DOMAIN}" for role in NAMES}


def open_sign_ins(land: Land) -> dict[str, User]:
    """One account a role, for whoever tries the demo, by role. Staff sit in the first office."""
    office = land.office_of[land.capital.region]
    return {
        role: open_demo_account(
            email=email,
            name=NAMES[Role(role)],
            role=role,
            office=office if role in NEEDS_OFFICE else None,
            language="en",
        )
        for role, email in sign_in_emails().items()
    }


def hire_teams(dice: Random, land: Land, sign_ins: dict[str, User]) -> dict[Office, Team]:
    """Two officers and a supervisor an office; nobody can sign in as the ones made here."""
    teams = {}
    for office in dict.fromkeys(land.office_of.values()):
        own = [user for user in sign_ins.values() if user.office_id == office.pk]
        officers = [user for user in own if user.role == Role.OFFICER]
        heads = [user for user in own if user.role == Role.SUPERVISOR]
        while len(officers) < 2:
            officers.append(_colleague(dice, land, office, Role.OFFICER, len(officers)))
        heads = heads or [_colleague(dice, land, office, Role.SUPERVISOR, 0)]
        teams[office] = Team(officers, heads[0])
    return teams


def _colleague(dice: Random, land: Land, office: Office, role: Role, number: int) -> User:
    people = next(iter(PEOPLES[land.country.code]))
    name = choose_name(dice, people, woman=dice.random() < 0.6)
    email = f"{role.value}{number + 1}.{office.name.lower().replace(' ', '-')}@{DOMAIN}"
    user = User.objects.filter(email=email).first()
    return user or User.objects.create_user(
        email=email,
        name=f"{name.given} {name.family}",
        role=role,
        office=office,
        language=MOTHER_TONGUE[people],
    )
