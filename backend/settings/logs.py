"""What the log looks like: one JSON object a line in production, plain lines elsewhere."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

# A database error quotes, in its DETAIL, the row that broke the rule, with everything in it.
PERSONAL = re.compile(r"DETAIL:.*|\+?\d(?:[ ()-]?\d){6,}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class JsonLines(logging.Formatter):
    """time, level, logger, message, error. Long numbers, e-mails and rows are blanked out."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": PERSONAL.sub("…", record.getMessage()),
        }
        if record.exc_info:
            line["error"] = PERSONAL.sub("…", self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def logging_config(*, json_lines: bool, level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "backend.settings.logs.JsonLines"},
            "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json" if json_lines else "plain",
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        # Django adds a handler of its own to this logger; ours is enough.
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            # Every scanner of the internet causes one of these.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
