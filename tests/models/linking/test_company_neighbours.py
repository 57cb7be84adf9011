"""Companies over nights: comparing what changed ends in the links of comparing all."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from models.linking.company_edges import FORMER_NAMES, company_edges
from models.linking.company_neighbours import ChangedCompanies, company_neighbours
from models.linking.kinds import telling_company_name
from tests.models.linking.test_company_edges import mention, officer

Row = dict[str, Any]
COLUMNS = (
    "mention_id",
    "source_row_id",
    "role",
    "kind",
    "name",
    "own_id",
    "registration_no",
    "organisation_code",
    "phone",
    "address",
)
NAMES = [
    f"{place}{proper}{trade}{form}"
    for place in ("厦门", "厦门市", "")
    for proper in ("鑫海", "鑫海祥和", "鑫海详和", "顺达")
    for trade in ("科技", "科技发展", "酒店管理", "")
    for form in ("有限公司", "股份有限公司", "")
]


def normal(rows: list[Row]) -> pa.Table:
    columns = {name: pa.array([one.get(name) for one in rows], pa.string()) for name in COLUMNS[1:]}
    ids = pc.binary_join_element_wise(columns["source_row_id"], columns["role"], "/")
    return pa.table({"mention_id": ids, **columns, "links_only": pa.array([one["links_only"] for one in rows], pa.bool_())})


def drawn_rows(dice: Random, source: str, spread: int) -> list[Row]:
    """One row's mentions: a company and now and then its officer. Values repeat the more the smaller `spread` is."""

    def some(values: int, often: float = 0.5) -> str | None:
        return str(dice.randrange(values * spread)) if dice.random() < often else None

    own_id = some(4)
    names = NAMES if spread == 1 else [*NAMES, *(f"厦门{a}{b}贸易有限公司" for a in "金木水火土" for b in "东南西北中")]
    made = [
        mention(
            source,
            dice.choice([*names, None]),
            own_id=own_id and f"C{own_id}",
            registration_no=some(3, 0.3),
            organisation_code=own_id if dice.random() < 0.8 else some(3, 0.2),
            phone=some(5),
            address=some(4, 0.3),
            links_only=dice.random() < 0.15,
        )
    ]
    if dice.random() < 0.2:
        made.append(officer(source, f"P{dice.randrange(3 * spread)}"))
    return made


Night = dict[str, tuple[list[Row], str | None]]
"""By source row its mentions, and the further name that it gives its company."""


def drawn_night(dice: Random, rows: int, spread: int) -> Night:
    return {f"r{place:03}": drawn(dice, f"r{place:03}", spread) for place in range(rows)}


def drawn(dice: Random, source: str, spread: int) -> tuple[list[Row], str | None]:
    further = telling_company_name(dice.choice(NAMES)) if dice.random() < 0.15 else None
    return drawn_rows(dice, source, spread), further


def next_night(dice: Random, night: Night, spread: int) -> Night:
    """Some rows are corrected, some withdrawn, some arrive. Rows that give further names stay as they are."""
    made: Night = {}
    for source, (rows, further) in night.items():
        fate = dice.random() if further is None else 1
        if fate < 0.04:
            made[source] = (drawn_rows(dice, source, spread), None)
        elif fate > 0.07:
            made[source] = (rows, further)
    for place in range(dice.randrange(4)):
        # Before, among and behind those of yesterday.
        source = f"{dice.choice('aqrz')}{dice.randrange(1000):03}{place}"
        made[source] = drawn(dice, source, spread)
    return made


def mentions(night: Night) -> pa.Table:
    return normal([row for rows, _ in night.values() for row in rows])


def further_names(night: Night) -> pa.Table:
    given = {source: further for source, (_, further) in night.items() if further is not None}
    return pa.table([list(given), list(given.values())], schema=FORMER_NAMES)


def whole(night: Night) -> pa.Table:
    return company_edges(mentions(night), further_names(night))


def links(found: pa.Table) -> set[tuple[Any, ...]]:
    return {tuple(row.values()) for row in found.to_pylist()}


def assert_as_rebuilt(yesterday: Night, today: Night) -> tuple[int, int]:
    """The mentions compared anew, and all."""
    changed = [source for source in yesterday.keys() | today.keys() if yesterday.get(source) != today.get(source)]
    earlier = mentions({source: yesterday[source] for source in changed if source in yesterday})
    given = ChangedCompanies(pa.array(changed, pa.string()), earlier)
    near = company_neighbours(mentions(today), further_names(today), given)
    again = set(near.compared.to_pylist())
    made = {one for one in links(company_edges(near.normal, further_names(today))) if not again.isdisjoint(one[:2])}
    gone = again | set(earlier["mention_id"].to_pylist())
    kept = {one for one in links(whole(yesterday)) if gone.isdisjoint(one[:2])}
    assert made | kept == links(whole(today))
    return len(again), len(mentions(today))


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("spread", [1, 4])
def test_what_changed_compared_ends_where_all_compared_do(seed: int, spread: int) -> None:
    dice = Random(seed)
    yesterday = drawn_night(dice, dice.randrange(10, 80), spread)
    assert_as_rebuilt(yesterday, next_night(dice, yesterday, spread))
