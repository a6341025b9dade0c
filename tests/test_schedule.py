import re
from pathlib import Path

from django.conf import settings

from backend.celery import app
from backend.embedded.run import PARTS

PROCFILE = Path(settings.ROOT, "Procfile").read_text()
QUEUES = {
    name: queues.split(",")
    for name, queues in re.findall(r"^(\w+):.* --queues (\S+)", PROCFILE, re.MULTILINE)
}


def test_every_entry_of_the_schedule_names_a_task_and_a_queue_that_exist() -> None:
    app.loader.import_default_modules()
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks
        assert entry["options"]["queue"] in app.conf.task_queues


def test_the_schedule_is_sorted() -> None:
    assert list(app.conf.beat_schedule) == sorted(app.conf.beat_schedule)


def test_every_queue_has_one_kind_of_worker_and_codes_share_theirs_with_nothing() -> None:
    served = [queue for queues in QUEUES.values() for queue in queues]
    assert sorted(served) == sorted(app.conf.task_queues)
    assert QUEUES["codes"] == ["codes"]
    assert app.conf.beat_schedule["notifications-sweep"]["options"]["queue"] == "codes"


def test_one_machine_runs_every_process_that_stays() -> None:
    assert {*PARTS, "release"} == set(re.findall(r"^(\w+):", PROCFILE, re.MULTILINE))
