"""Valid numbers that are another's: a clerk copies the row above, or somebody shows a spouse's card.

A number says who somebody is beside a name that can be its holder's. Where most rows of a number bear one name and
some another without a sign in common, the number is taken off these: what they say would be held against its holder.
They are compared by what else they say, and a reviewer sees them. Where no name has most rows, the one name remains
whose rows record no other birth date than the number holds. Else nobody knows whose the number is, and its entity waits
for a reviewer. Reporters' and victims' rows are neither asked nor changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from identifiers import citizen_ids
from identifiers.han import simplified
from models.linking.database import scratch_database
from models.linking.doubts import TORN, Doubt
from models.linking.schemas import ALONE

if TYPE_CHECKING:
    from identifiers.pseudonyms import Pseudonyms
    from models.linking.linkage import Linked

LEAST_ROWS = 2
"""Rows that must bear a name before a row with another is told from it: of one and one nobody knows which is wrong."""


@dataclass(frozen=True)
class Owned:
    """Mentions whose numbers are theirs; the source rows of those whose number became another's, or theirs again, since
    they were kept; and what a reviewer should look at."""

    mentions: pa.Table
    turned: pa.Array
    disputes: tuple[Dispute, ...]


class Dispute(NamedTuple):
    """Two mentions of one number under two names. `holder` bears the name that prevails; without one the number's
    entity `number_id` is `torn`."""

    stranger: str
    stranger_id: str
    holder: str
    number_id: str
    torn: bool


class _Borne(NamedTuple):
    """A mention under a number; `as_born` is whether it records the number's birth date, null where it records none."""

    mention_id: str
    name: str
    sound: str
    own_id: str
    alone_id: str
    as_born: bool | None


def number_borne(mentions: pa.Table) -> pa.ChunkedArray:
    """The valid number that each mention's row bears, its own or another's."""
    return pc.coalesce(mentions["number_of_another"], mentions["number"])


def numbers_in_question(kept: pa.Table, without: pa.ChunkedArray, made: pa.Table) -> pa.Array:
    """Numbers about which `owned` has anything to say among mentions (`NORMAL_DDL`) that were `kept`, but those that a
    mask takes out, and others that are `made` now: those under several names, and those that were taken off a row."""
    with scratch_database() as connection:
        connection.register("kept", kept.select(_ASKED).append_column("without", without))
        connection.register("made", made.select(_ASKED))
        return connection.sql(_IN_QUESTION).to_arrow_table()["number"].combine_chunks()


def owned(mentions: pa.Table, pseudonyms: Pseudonyms) -> Owned:
    """Normalised mentions (`NORMAL_DDL` with `mention_id`) without numbers that are another's: these stand in
    `number_of_another`, and the birth date is the one recorded in place of theirs."""
    before = mentions["number_of_another"]
    given = _given_back(mentions, pseudonyms) if before.null_count < len(before) else mentions
    strangers: list[str] = []
    disputes: list[Dispute] = []
    for rows in _under_several_names(given):
        for dispute, theirs in _disputed(rows):
            disputes.append(dispute)
            strangers += [] if dispute.torn else [row.mention_id for row in theirs]
    mine = pc.invert(pc.is_in(given["mention_id"], pa.array(strangers, pa.string())))
    columns = {name: pc.if_else(mine, given[name], None) for name in ("number", "own_id")}
    columns["birth_on"] = pc.if_else(mine, given["birth_on"], given["recorded_birth_on"])
    columns["number_of_another"] = pc.if_else(mine, None, given["number"])
    made = _with(given, columns)
    turned = pc.not_equal(before.is_valid(), made["number_of_another"].is_valid())
    return Owned(made, pc.unique(made["source_row_id"].filter(turned)), tuple(disputes))


def doubts_of(disputes: Collection[Dispute], night: Linked, judged: Collection[str]) -> Iterator[Doubt]:
    """What a reviewer should look at of numbers under two names, but for mentions in a verdict (`judged`)."""
    ids = pa.array([one.stranger for one in disputes], pa.string())
    found = night.mentions.filter(pc.is_in(night.mentions["mention_id"], ids))
    whose = dict(zip(found["mention_id"].to_pylist(), found["entity_id"].to_pylist(), strict=True))
    for one in disputes:
        if one.stranger in judged or one.holder in judged:
            continue
        left, right = sorted((one.stranger, one.holder))
        entities = {one.number_id} if one.torn else {one.number_id, whose.get(one.stranger, one.stranger_id)}
        kind, held = (TORN, (one.number_id,)) if one.torn else ("anothers_number", ())
        yield Doubt(kind, left, right, ALONE, tuple(sorted(entities)), held)


def _given_back(mentions: pa.Table, pseudonyms: Pseudonyms) -> pa.Table:
    """The mentions with the numbers that their rows bear."""
    held = mentions["number_of_another"]
    numbers = pc.unique(held.drop_null()).to_pylist()
    ids = pa.array(pseudonyms.of_each("person", ([number] for number in numbers)), pa.string())
    births = pa.array([citizen_ids.check(number).birth_on for number in numbers], pa.date32())
    place = pc.index_in(held, value_set=pa.array(numbers, pa.string()))
    columns = {
        "number": pc.coalesce(held, mentions["number"]),
        "own_id": pc.coalesce(pc.take(ids, place), mentions["own_id"]),
        "birth_on": pc.coalesce(pc.take(births, place), mentions["birth_on"]),
        "number_of_another": pa.nulls(len(mentions), pa.string()),
    }
    return _with(mentions, columns)


def _with(table: pa.Table, columns: Mapping[str, pa.ChunkedArray]) -> pa.Table:
    for name, column in columns.items():
        table = table.set_column(table.column_names.index(name), table.schema.field(name), column)
    return table


_ASKED = ["kind", "links_only", "name", "number", "number_of_another"]

_IN_QUESTION = """
WITH borne AS (
    SELECT coalesce(number_of_another, number) AS number, name, number_of_another FROM
    (SELECT * EXCLUDE without FROM kept WHERE NOT without UNION ALL FROM made)
    WHERE kind = 'person' AND NOT links_only AND name IS NOT NULL
)
SELECT number FROM borne WHERE number IS NOT NULL
GROUP BY number HAVING min(name) <> max(name) OR count(number_of_another) > 0
"""

# A name is a row's; of a number under one name nothing is asked.
_SEVERAL = """
WITH borne AS (
    SELECT mention_id, number, name, sound, own_id, alone_id, recorded_birth_on = birth_on AS as_born FROM mentions
    WHERE kind = 'person' AND NOT links_only AND number IS NOT NULL AND name IS NOT NULL
)
FROM borne SEMI JOIN (SELECT number FROM borne GROUP BY number HAVING min(name) <> max(name)) USING (number)
ORDER BY number, mention_id
"""


def _under_several_names(mentions: pa.Table) -> Iterator[list[_Borne]]:
    """The mentions of each number that is borne under more than one name."""
    with scratch_database() as connection:
        connection.register("mentions", mentions)
        rows = connection.sql(_SEVERAL).to_arrow_table()
    borne = zip(*(rows[name].to_pylist() for name in ("number", *_Borne._fields)), strict=True)
    for _, each in groupby(borne, key=itemgetter(0)):
        yield [_Borne(*row) for _, *row in each]


def _disputed(rows: list[_Borne]) -> Iterator[tuple[Dispute, list[_Borne]]]:
    """The mentions under each name that cannot be the holder's, with what is to be said of them."""
    groups = sorted(_by_person(rows), key=lambda group: (-len(group), group[0].mention_id))
    if len(groups) < 2:
        return
    holders = groups[0]
    prevails = len(holders) >= LEAST_ROWS and 2 * len(holders) > sum(map(len, groups))
    if not prevails:
        born_so = [group for group in groups if not _of_another_birth(group)]
        prevails = len(born_so) == 1
        holders = born_so[0] if prevails else holders
    for group in (group for group in groups if group is not holders):
        stranger, holder = group[0], holders[0]
        yield Dispute(stranger.mention_id, stranger.alone_id, holder.mention_id, holder.own_id, not prevails), group


def _of_another_birth(group: list[_Borne]) -> bool:
    """Whether the rows record birth dates, and none of them the number's: whoever copies a number seldom copies its
    holder's birth date, and an office that reads the date off the number writes the number's."""
    said = [row.as_born for row in group if row.as_born is not None]
    return bool(said) and not any(said)


def _by_person(rows: list[_Borne]) -> list[list[_Borne]]:
    """The mentions under names that can be one person's: with a sign in common, or of one sound. Names without Chinese
    characters can be anybody's and are left out."""
    groups: list[tuple[set[str], list[_Borne]]] = []
    for row in rows:
        signs = {sign for sign in simplified(row.name) if "一" <= sign <= "鿿"}
        if not signs:
            continue
        signs.add(row.sound)
        alike = [group for group in groups if group[0] & signs]
        groups = [group for group in groups if not group[0] & signs]
        merged = [one for _, held in alike for one in held] + [row]
        groups.append((signs.union(*(held for held, _ in alike)), sorted(merged, key=lambda one: one.mention_id)))
    return [held for _, held in groups]
