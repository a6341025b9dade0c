"""Preview a table, then import it: all of it or nothing."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from backend.audit.actions import record as audit
from backend.imports.models import ImportBatch
from backend.imports.reading import Line, read_table
from backend.imports.sheets import Column, Finding, Sheet, Values, get
from backend.imports.states import BATCH_MOVES, BatchState
from backend.lib.errors import Conflict, Invalid, NotAllowed, Problem
from backend.lib.transitions import move

Row = dict[str, Any]


@transaction.atomic
def preview(sheet_name: str, *, by: Any, filename: str, content: bytes) -> ImportBatch:
    """Read a file and keep what it says, with every error named by its row. Imports nothing."""
    sheet = get(sheet_name)
    if not sheet.may_import(by):
        raise NotAllowed()
    heading, *lines = read_table(content)
    rows = _named(lines, _columns(sheet, heading))
    good, errors = _read(sheet, rows)
    batch = ImportBatch.objects.create(
        sheet=sheet.name,
        filename=filename[:200],
        by=by,
        rows=rows,
        errors=_plain(errors),
        notes=_plain(sheet.look(good, by)),
        total=len(rows),
    )
    audit("imports.batch.previewed", by=by, subject=batch, sheet=sheet.name, rows=len(rows))
    return batch


@transaction.atomic
def apply_batch(batch: ImportBatch, *, by: Any) -> ImportBatch:
    """Import a previewed table. One bad row stops all of it; a second call changes nothing."""
    sheet = get(batch.sheet)
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == BatchState.APPLIED:
        return batch
    if not sheet.may_import(by):
        raise NotAllowed()
    if not batch.rows:
        raise Conflict(_("This list was uploaded too long ago. Upload it again."))
    good, errors = _read(sheet, batch.rows)
    if errors:
        raise Invalid(_("Mend the rows named below and upload the file again."))
    new = sum(_take(sheet, row, values, by) for row, values in good)
    move(
        batch,
        BatchState.APPLIED,
        moves=BATCH_MOVES,
        rows=[],
        notes=[],
        created=new,
        unchanged=len(good) - new,
        applied_at=timezone.now(),
    )
    audit("imports.batch.applied", by=by, subject=batch, sheet=sheet.name, created=new)
    return batch


def _take(sheet: Sheet, row: int, values: Values, by: Any) -> bool:
    try:
        return sheet.take(values, by)
    except Problem as error:
        said = "; ".join([str(error), *(str(text) for text in error.fields.values())])
        raise Invalid(_("Row %(row)s: %(said)s") % {"row": row, "said": said}) from error


def _columns(sheet: Sheet, heading: Line) -> list[Column | None]:
    columns = [sheet.column(cell) for cell in heading.cells]
    unknown = [
        cell for cell, column in zip(heading.cells, columns, strict=True) if cell and not column
    ]
    missing = [str(c.label) for c in sheet.columns if c.required and c not in columns]
    if missing:
        raise Invalid(
            fields={"file": _("The file has no column for: %(names)s.") % _names(missing)}
        )
    if unknown:
        raise Invalid(
            fields={"file": _("These columns are not known: %(names)s.") % _names(unknown)}
        )
    return columns


def _names(words: Sequence[str]) -> dict[str, str]:
    return {"names": ", ".join(words)}


def _named(lines: Sequence[Line], columns: Sequence[Column | None]) -> list[Row]:
    return [
        {
            "row": line.row,
            "cells": {
                column.name: cell
                for column, cell in zip(columns, line.cells, strict=False)
                if column is not None and cell
            },
        }
        for line in lines
    ]


def _read(sheet: Sheet, rows: Sequence[Row]) -> tuple[list[tuple[int, Values]], list[Finding]]:
    good: list[tuple[int, Values]] = []
    errors: list[Finding] = []
    for row in rows:
        values, wrong = sheet.read_row(row["row"], row["cells"])
        errors.extend(wrong)
        if not wrong:
            good.append((row["row"], values))
    return good, errors


def _plain(findings: Any) -> list[dict[str, Any]]:
    return [{"row": f.row, "column": f.column, "text": str(f.text)} for f in findings]
