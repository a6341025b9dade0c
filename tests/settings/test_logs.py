import json
import logging
import sys

from backend.settings.logs import JsonLines


def test_a_log_line_holds_no_phone_and_no_address() -> None:
    try:
        raise ValueError("Key (phone)=(+996 555 123 456) already exists")
    except ValueError:
        record = logging.LogRecord(
            "homeward", logging.ERROR, __file__, 1, "no mail to %s", ("a.b@mail.example",),
            sys.exc_info(),
        )  # fmt: skip
    line = json.loads(JsonLines().format(record))
    assert line["message"] == "no mail to …"
    assert "Key (phone)=(…) already exists" in line["error"]
    assert line["level"] == "error"
