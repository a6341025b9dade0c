"""Everything between an empty database and a house that can be shown, in one Django process.

Run by `run.py`. Prints one line for each step; the sign-ins of the demo go to the file named by
the first argument.
"""

import sys
from pathlib import Path

import django
from django.core.management import call_command

STEPS = (
    ("Database", ("migrate", "--noinput", "--verbosity=0")),
    ("Translations", ("messages", "compile")),
    ("Occupations, skills and places", ("load_taxonomy",)),
    ("Demo people, employers and courses (made once)", ("load_demo", "--once")),
)


def main(sign_ins: Path) -> None:
    django.setup()
    for title, (command, *arguments) in STEPS:
        print(f"  {title}", flush=True)
        call_command(command, *arguments)
    with sign_ins.open("w") as file:
        call_command("demo_sign_ins", stdout=file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
