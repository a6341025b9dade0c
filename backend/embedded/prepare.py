"""Everything between an empty database and a house that can be shown, in one Django process.

Run by `run.py`. Says one line for each step; what the commands say goes to `prepare.log`, and the
sign-ins of the demo to `sign-ins.txt`, both in the folder given as the first argument.
"""

import sys
from pathlib import Path

import django
from django.core.management import call_command

STEPS = (
    ("Database", ("migrate", "--noinput", "--verbosity=0")),
    ("Translations", ("messages", "compile")),
    ("Occupations, skills and places", ("load_taxonomy",)),
    ("Search by job title", ("compile_titles",)),
    ("Demo people, employers and courses (made once)", ("load_demo", "--once")),
)


def main(var: Path) -> None:
    django.setup()
    with (var / "prepare.log").open("w") as log:
        for title, (command, *arguments) in STEPS:
            print(f"  {title}", flush=True)
            call_command(command, *arguments, stdout=log)
    with (var / "sign-ins.txt").open("w") as file:
        call_command("demo_sign_ins", stdout=file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
