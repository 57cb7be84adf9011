"""Near names of which something else agrees: a phone, an address or an officer that few companies share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from models.linking.company_relations import nearness, parsed

if TYPE_CHECKING:
    import duckdb

MOST_HOLDERS = 5
"""A phone, an address or an officer behind more companies than this is an agent's, a building's or a nominee's: it is
no evidence that two names are one company's, nor of which of two companies with one name a row speaks. A name of no
known company counts as one, unless one character of it differs from a known company's behind the same value: a bank
whose name is written wrong six times is still one bank."""

SHARED = f"""
CREATE TEMP TABLE shared AS
WITH names AS (
    SELECT what, value, spoken.name, max(own_id) AS company FROM spoken JOIN said USING (mention_id) GROUP BY ALL
),
several AS (SELECT what, value, count(*) AS names FROM names GROUP BY ALL HAVING count(*) > 1),
many AS (SELECT names.* FROM names JOIN several USING (what, value) WHERE several.names > {MOST_HOLDERS}),
gapped AS (
    SELECT *, unnest(list_transform(range(1, length(name) + 1), lambda x: name[:x - 1] || '_' || name[x + 1:])) AS gap
    FROM many
),
misspelt AS (
    SELECT DISTINCT what, value, one.name FROM gapped AS one JOIN gapped AS other USING (what, value, gap)
    WHERE one.company IS NULL AND other.company IS NOT NULL
)
SELECT what, value, false AS too_common FROM several WHERE names <= {MOST_HOLDERS}
UNION ALL
SELECT what, value, count(DISTINCT coalesce(company, name)) > {MOST_HOLDERS}
FROM many ANTI JOIN misspelt USING (what, value, name) GROUP BY what, value
"""
"""SQL: the values behind several names, and whether these are of more companies than the most."""


class _Agreeing(NamedTuple):
    """Two mentions, by their places, with the companies behind them if known, and the level that says what agrees."""

    one: int
    company: str | None
    other: int
    other_company: str | None
    level: str


def pointing(city: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, int, str]]:
    """Links between mentions with near names and one of the `shared` values, no too common one, where it points at one
    company only.

    Of each name the first mention with the value speaks. Two known companies are not linked.
    """
    known: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for pair in _agreeing(city):
        if pair.company is None and pair.other_company is None:
            yield pair.one, pair.other, pair.level
        elif pair.company is None and pair.other_company is not None:
            known[pair.one].append((pair.other, pair.other_company, pair.level))
        elif pair.company is not None and pair.other_company is None:
            known[pair.other].append((pair.one, pair.company, pair.level))
    for place, found in known.items():
        if len({company for _, company, _ in found}) == 1:
            yield from ((one, place, level) for one, _, level in found)


def _agreeing(city: duckdb.DuckDBPyConnection) -> Iterable[_Agreeing]:
    rows = city.sql(_PAIRS).fetchall()
    names = parsed({name for row in rows for name in row[:2]})
    near = {
        (left, right): nearness(names[left], names[right])
        for left, right in {row[:2] for row in rows}
        if left in names and right in names
    }
    for left, right, one, company, other, other_company, what in rows:
        how = near.get((left, right))
        if how is not None:
            yield _Agreeing(one, company, other, other_company, f"{how}_and_{what}")


_PAIRS = """
WITH first AS (
    SELECT what, value, spoken.name, min(place) AS place
    FROM spoken SEMI JOIN (FROM shared WHERE NOT too_common) AS few USING (what, value)
    JOIN placed USING (mention_id) GROUP BY ALL
),
held AS (SELECT first.*, placed.company FROM first JOIN placed USING (place))
SELECT one.name, other.name, one.place, one.company, other.place, other.company, what
FROM held AS one JOIN held AS other USING (what, value)
WHERE one.name < other.name AND (one.company IS NULL OR other.company IS NULL)
ORDER BY what, value, one.name, other.name
"""
