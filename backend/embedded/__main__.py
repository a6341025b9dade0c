"""python -m backend.embedded up | down | wipe | status | env | with -- COMMAND | run"""

import argparse
import os
import signal
import subprocess
import sys
from types import FrameType

from backend.embedded import servers
from backend.embedded.place import CannotServe
from backend.embedded.run import run


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m backend.embedded", description=servers.__doc__)
    deeds = parser.add_subparsers(dest="deed", required=True)
    deeds.add_parser("up", help="start PostgreSQL and Redis, and leave them running")
    deeds.add_parser("down", help="stop them")
    deeds.add_parser("wipe", help="stop them and delete their data, to begin anew")
    deeds.add_parser("status", help="say whether they run")
    deeds.add_parser("env", help="print their addresses, for `export $(... env)`")
    deeds.add_parser("run", help="start all of Homeward, until Ctrl-C")
    during = deeds.add_parser("with", help="start them for as long as one command runs")
    during.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args(arguments)
    try:
        return _do(asked)
    except CannotServe as problem:
        print(problem, file=sys.stderr)
    except PermissionError as problem:
        print(
            f"{problem.filename} belongs to another user; perhaps somebody ran Homeward here as "
            "root. Work as that user, or remove the folder var/.",
            file=sys.stderr,
        )
    return 1


def _do(asked: argparse.Namespace) -> int:
    if asked.deed == "up":
        _print(servers.up())
    elif asked.deed == "down":
        servers.down()
    elif asked.deed == "wipe":
        servers.wipe()
    elif asked.deed == "status":
        _print(servers.status())
    elif asked.deed == "env":
        _print(servers.read_urls())
    elif asked.deed == "run":
        return run()
    else:
        return _run_with_servers([part for part in asked.command if part != "--"])
    return 0


def _print(lines: dict[str, str]) -> None:
    for name, value in lines.items():
        print(f"{name}={value}")


def _run_with_servers(command: list[str]) -> int:
    with servers.in_use() as urls:
        child = subprocess.Popen(command, env=os.environ | urls)

        def pass_on(sign: int, frame: FrameType | None) -> None:
            child.send_signal(sign)

        signal.signal(signal.SIGTERM, pass_on)
        # Ctrl-C reaches the command by itself; here we only wait for it to finish.
        signal.signal(signal.SIGINT, lambda sign, frame: None)
        return child.wait()


if __name__ == "__main__":
    sys.exit(main())
