"""Verdicts on who is who at the command line: which mention is meant, and all of them as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from jobs.faults import Fault
from jobs.reader import read_pandas
from jobs.settings import Settings
from jobs.warehouse import Warehouse
from review.schema import PastVerdictRow


def mention_of(settings: Settings, given: str) -> str:
    """The mention that is meant: itself, or, of an entity of the last night, the first one linked most surely to it.

    A verdict holds mentions and no entity, because entities merge and split, and a verdict makes them do so. Raises
    Fault when the last night knows no such entity.
    """
    if "/" in given:
        return given
    warehouse = Warehouse(settings.warehouse)
    night = warehouse.last_night("link_identities")
    columns = ["entity_id", "source_row_id", "role", "links_only", "probability"]
    rows = read_pandas(warehouse, "linked.crosswalks", night, {"entity_id": [given]}, columns) if night else None
    rows = None if rows is None else rows[~rows["links_only"]]
    if rows is None or not len(rows):
        raise Fault(f"no entity {given} in the last night", "Name a mention as source_row_id/role, or an entity's id")
    first = rows.sort_values(["probability", "source_row_id", "role"], ascending=[False, True, True]).iloc[0]
    return f"{first['source_row_id']}/{first['role']}"


def as_csv(rows: Sequence[PastVerdictRow]) -> str:
    """Verdicts with a header line, in the order given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(PastVerdictRow._fields)
    writer.writerows(rows)
    return text.getvalue()
