"""Records that come twice among what becomes known on one day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

SUPERSEDED = "superseded"
DUPLICATE_KEY = "duplicate_key"
DUPLICATE_ROW = "duplicate_row"
REPEATS = (DUPLICATE_ROW, SUPERSEDED)
"""Rules by which a row is set aside because another says the same, or says it better: nothing is lost with it."""


def overtaken(rows: Iterable[int], row_ids: Sequence[str], contents: Sequence[str]) -> dict[int, str]:
    """Index -> what kind of repeat, of rows whose record a later one of them says again: the last state counts."""
    last = {row_ids[index]: index for index in rows}
    earlier = ((index, last[row_ids[index]]) for index in rows if last[row_ids[index]] != index)
    return {index: DUPLICATE_ROW if contents[index] == contents[later] else SUPERSEDED for index, later in earlier}


class SeenRecords:
    """Records of one table that become known on one day, so that none is accepted twice.

    Deliveries are read the latest first: of two that become known together the later corrects the earlier. Files of one
    delivery have no order: a record in one and its deletion in another are both accepted, and readers let the deletion
    win.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[date, bool], dict[str, int]] = {}

    def repeats(
        self, row_ids: Sequence[str], delivered: date, contents: Sequence[str], *, withdrawn: bool = False
    ) -> dict[int, str]:
        """Index -> what kind of repeat that row is, for the rows that were seen before; the others are seen now.

        All rows take their records back (`withdrawn`), or none does.
        """
        later = [seen for (day, _), seen in self._seen.items() if day != delivered]
        mine = self._seen.setdefault((delivered, withdrawn), {})
        fresh = dict(zip(row_ids, map(hash, contents), strict=True))
        if len(fresh) == len(row_ids) and all(fresh.keys().isdisjoint(seen.keys()) for seen in (mine, *later)):
            mine |= fresh
            return {}
        found: dict[int, str] = {}
        for index, (row_id, content) in enumerate(zip(row_ids, contents, strict=True)):
            if any(row_id in seen for seen in later):
                found[index] = SUPERSEDED
                continue
            content_hash = hash(content)
            count = len(mine)
            first = mine.setdefault(row_id, content_hash)
            if len(mine) == count:
                # A record is taken back once, whatever else its rows say.
                found[index] = DUPLICATE_ROW if first == content_hash or withdrawn else DUPLICATE_KEY
        return found
