"""Valid numbers that are another's: a clerk copies the row above, or somebody shows a spouse's card.

A number says who somebody is beside a name that can be its holder's. Where most rows of a number bear one name and
some another without a sign in common, the number is taken off these: what they say would be held against its holder.
They are compared by what else they say, and a reviewer sees them. Where no name has most rows, the one name remains
whose rows record no other birth date than the number holds. Else nobody knows whose the number is, and its entity waits
for a reviewer. What reviewers say of a number stands above all that. Reporters' and victims' rows are not asked, and
change nobody else's number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from identifiers import citizen_ids, credit_codes
from identifiers.han import simplified
from models.linking.database import scratch_database
from models.linking.doubts import ANOTHERS, TORN, Doubt
from models.linking.names_of_numbers import Borne, Dispute, disputed
from models.linking.schemas import ALONE
from models.linking.verdicts import MUST_LINK, Verdict, in_force

if TYPE_CHECKING:
    from identifiers.pseudonyms import Pseudonyms
    from models.linking.linkage import Linked


@dataclass(frozen=True)
class Owned:
    """Mentions whose numbers are theirs; the source rows of those whose number became another's, or theirs again, since
    they were kept; and what a reviewer should look at.

    `refuted` are the mentions of which reviewers say that the number is not theirs. `verdicts` are those in force, with
    what they say of other rows of a number, which gives way to any verdict on these.
    """

    mentions: pa.Table
    turned: pa.Array
    disputes: tuple[Dispute, ...]
    refuted: frozenset[str]
    verdicts: tuple[Verdict, ...]


def number_borne(mentions: pa.Table) -> pa.ChunkedArray:
    """The valid number that each mention's row bears, its own or another's."""
    return pc.coalesce(mentions["number_of_another"], mentions["number"])


def numbers_in_question(
    kept: pa.Table, without: pa.ChunkedArray, made: pa.Table, verdicts: Sequence[Verdict] = ()
) -> pa.Array:
    """Numbers about which `owned` has anything to say among mentions (`NORMAL_DDL`) that were `kept`, but those that a
    mask takes out, and others that are `made` now: those under names without a sign in common, those that were taken
    off a row, and those that the mentions of verdicts bear."""
    ends = sorted({end.rpartition("/") for one in verdicts for end in (one.left_id, one.right_id)})
    judged = {"source_row_id": [row for row, _, _ in ends], "role": [role for _, _, role in ends]}
    with scratch_database() as connection:
        connection.register("kept", kept.select(_ASKED).append_column("without", without))
        connection.register("made", made.select(_ASKED))
        connection.register("ends", pa.table(judged, schema=pa.schema(dict.fromkeys(judged, pa.string()))))
        return connection.sql(_ASKED_AGAIN + (_OF_VERDICTS if ends else "")).to_arrow_table()["number"].combine_chunks()


def owned(mentions: pa.Table, pseudonyms: Pseudonyms, verdicts: Sequence[Verdict] = ()) -> Owned:
    """Normalised mentions (`NORMAL_DDL` with `mention_id`) without numbers that are another's: these stand in
    `number_of_another`, and what came from them is taken away: an organisation code, and a birth date, in whose place
    stands the one recorded.

    `verdicts` come in the order in which they were given.
    """
    before = mentions["number_of_another"]
    given = _given_back(mentions, pseudonyms) if before.null_count < len(before) else mentions
    standing = in_force(verdicts)
    borne = _in_question(given, standing)
    said = _said(borne, standing)
    disputes, strangers = _anothers(borne, said.refuted, said.joined)
    # Of two numbers of one person one is wrong. Where one was taken off anyway, the other stays.
    off = said.refuted | strangers
    given_up = {left for left, right in said.two_numbers if left not in off and right not in off}
    if given_up:
        disputes, strangers = _anothers(borne, said.refuted | given_up, said.joined)
    refuted = said.refuted | given_up
    made = _without(given, refuted | strangers)
    turned = pc.not_equal(before.is_valid(), made["number_of_another"].is_valid())
    rows = pc.unique(made["source_row_id"].filter(turned))
    return Owned(made, rows, tuple(disputes), frozenset(refuted), (*said.of_others, *standing))


def doubts_of(disputes: Collection[Dispute], night: Linked) -> Iterator[Doubt]:
    """What a reviewer should look at of numbers under two names."""
    ids = pa.array([one.stranger for one in disputes], pa.string())
    found = night.mentions.filter(pc.is_in(night.mentions["mention_id"], ids))
    whose = dict(zip(found["mention_id"].to_pylist(), found["entity_id"].to_pylist(), strict=True))
    for one in disputes:
        left, right = sorted((one.stranger, one.holder))
        other = {whose.get(one.stranger, one.stranger_id)} if one.kind == ANOTHERS else set()
        held = (one.number_id,) if one.kind == TORN else ()
        yield Doubt(one.kind, left, right, ALONE, tuple(sorted({one.number_id, *other})), held)


def _given_back(mentions: pa.Table, pseudonyms: Pseudonyms) -> pa.Table:
    """The mentions with the numbers that their rows bear."""
    held, person = mentions["number_of_another"], pc.equal(mentions["kind"], "person")
    own, births, codes = (mentions[name] for name in ("own_id", "birth_on", "organisation_code"))
    for kind, chosen in (("person", person), ("company", pc.invert(person))):
        theirs = pc.if_else(chosen, held, None)
        numbers = pc.unique(theirs.drop_null()).to_pylist()
        place = pc.index_in(theirs, value_set=pa.array(numbers, pa.string()))
        ids = pseudonyms.of_each(kind, ([number] for number in numbers))
        own = pc.coalesce(pc.take(pa.array(ids, pa.string()), place), own)
        if kind == "person":
            born = pa.array([citizen_ids.check(number).birth_on for number in numbers], pa.date32())
            births = pc.coalesce(pc.take(born, place), births)
        else:
            held_in = pa.array([credit_codes.organisation_code(number) for number in numbers], pa.string())
            codes = pc.coalesce(pc.take(held_in, place), codes)
    columns = {
        "number": pc.coalesce(held, mentions["number"]),
        "own_id": own,
        "birth_on": births,
        "organisation_code": codes,
        "number_of_another": pa.nulls(len(mentions), pa.string()),
    }
    return _with(mentions, columns)


def _without(given: pa.Table, off: Collection[str]) -> pa.Table:
    """The mentions without the numbers of some of them."""
    mine = pc.invert(pc.is_in(given["mention_id"], pa.array(sorted(off), pa.string())))
    person = pc.equal(given["kind"], "person")
    columns = {name: pc.if_else(mine, given[name], None) for name in ("number", "own_id", "organisation_code")}
    # A company's row may hold its owner's birth date.
    columns["birth_on"] = pc.if_else(pc.or_(mine, pc.invert(person)), given["birth_on"], given["recorded_birth_on"])
    columns["number_of_another"] = pc.if_else(mine, None, given["number"])
    return _with(given, columns)


def _with(table: pa.Table, columns: Mapping[str, pa.ChunkedArray]) -> pa.Table:
    for name, column in columns.items():
        table = table.set_column(table.column_names.index(name), table.schema.field(name), column)
    return table


# Nearly every number bears one name, or names with a sign behind the surname in common: clerks misread one. `disputed`
# has nothing to say of these, and signs that are written alike are alike in simplified characters.
_MAY_BE_DISPUTED = """
min(name) <> max(name) AND NOT list_bool_or(list_transform(
    string_split(min(name)[2:], ''),
    lambda sign: sign BETWEEN '一' AND '鿿'
        AND list_bool_and(list_transform(list(DISTINCT name), lambda other: contains(other[2:], sign)))
))
"""

_ASKED = ["source_row_id", "role", "kind", "links_only", "name", "number", "number_of_another"]

# Under most numbers all rows bear one name: which bear several is asked of hashes, and names are read of these alone.
_ASKED_AGAIN = f"""
WITH borne AS (
    SELECT * REPLACE (coalesce(number_of_another, number) AS number) FROM
    (SELECT * EXCLUDE without FROM kept WHERE NOT without UNION ALL FROM made)
),
named AS (FROM borne WHERE kind = 'person' AND NOT links_only AND name IS NOT NULL AND number IS NOT NULL),
under_several AS (SELECT hash(number) AS key FROM named GROUP BY key HAVING min(hash(name)) <> max(hash(name)))
SELECT number FROM named WHERE hash(number) IN (FROM under_several) GROUP BY number HAVING {_MAY_BE_DISPUTED}
UNION SELECT number_of_another FROM borne WHERE number_of_another IS NOT NULL
"""

_OF_VERDICTS = """
UNION SELECT number FROM borne SEMI JOIN ends USING (source_row_id, role) WHERE number IS NOT NULL
"""

_IN_QUESTION = f"""
WITH borne AS (
    SELECT {", ".join(Borne._fields)}
    FROM (SELECT *, recorded_birth_on = birth_on AS as_born FROM mentions WHERE own_id IS NOT NULL)
),
asked AS (
    SELECT own_id FROM borne WHERE kind = 'person' AND NOT links_only AND name IS NOT NULL
    GROUP BY own_id HAVING {_MAY_BE_DISPUTED}
    UNION SELECT own_id FROM borne WHERE mention_id IN (SELECT mention_id FROM ends)
)
FROM borne SEMI JOIN asked USING (own_id) ORDER BY own_id, mention_id
"""


def _in_question(mentions: pa.Table, verdicts: Sequence[Verdict]) -> list[Borne]:
    """The mentions of numbers whose names may be two people's, or that a verdict's mention bears."""
    ends = pa.array([end for one in verdicts for end in (one.left_id, one.right_id)], pa.string())
    with scratch_database() as connection:
        connection.register("mentions", mentions)
        connection.register("ends", pa.table({"mention_id": ends}))
        rows = connection.sql(_IN_QUESTION).to_arrow_table()
    return [Borne(*row) for row in zip(*(rows[name].to_pylist() for name in Borne._fields), strict=True)]


class _Said(NamedTuple):
    """What verdicts say of numbers: mentions whose number is not theirs, pairs of one number that are one person, and
    pairs of one person with two numbers, of which the first is given up. `of_others` are the verdicts on rows that are
    refuted with the one that was judged."""

    refuted: set[str]
    joined: list[tuple[str, str]]
    two_numbers: list[tuple[str, str]]
    of_others: list[Verdict]


def _said(borne: Sequence[Borne], verdicts: Sequence[Verdict]) -> _Said:
    """A number that is not the first mention's is no row's of that name, unless the other's is the same name: then the
    row alone is meant. A report takes the number off no other row."""
    by_id = {row.mention_id: row for row in borne}
    of_number = {own_id: list(rows) for own_id, rows in groupby(borne, key=attrgetter("own_id"))}
    said = _Said(set(), [], [], [])
    for verdict in verdicts:
        left, right = by_id.get(verdict.left_id), by_id.get(verdict.right_id)
        if left is None or right is None or left.kind != right.kind or (right.links_only and not left.links_only):
            continue
        ends = left.mention_id, right.mention_id
        if left.own_id != right.own_id:
            said.two_numbers.extend([ends] if verdict.verdict == MUST_LINK else [])
        elif verdict.verdict == MUST_LINK:
            said.joined.append(ends)
        else:
            alike = [] if _named_as(right, left) else [row for row in of_number[left.own_id] if _named_as(row, left)]
            others = [row.mention_id for row in alike if row is not left]
            said.refuted.update((left.mention_id, *others))
            said.of_others.extend(replace(verdict, left_id=one) for one in others)
    return said


def _named_as(row: Borne, other: Borne) -> bool:
    """Whether two rows of one number bear one name. A report's says nothing of other rows."""
    if row.links_only or other.links_only or row.name is None or other.name is None:
        return False
    return simplified(row.name) == simplified(other.name)


def _anothers(
    borne: Sequence[Borne], refuted: Collection[str], joined: Sequence[tuple[str, str]]
) -> tuple[list[Dispute], set[str]]:
    """Disputes about the numbers that verdicts leave to several names, and the mentions whose number is another's."""
    ties: dict[str, set[str]] = {}
    for place, ends in enumerate(joined):
        for end in ends:
            ties.setdefault(end, set()).add(f"verdict {place}")
    disputes: list[Dispute] = []
    strangers: set[str] = set()
    for _, rows in groupby(borne, key=attrgetter("own_id")):
        left = [row for row in rows if row.asked and row.mention_id not in refuted]
        for dispute, theirs in disputed(left, ties):
            disputes.append(dispute)
            strangers.update(row.mention_id for row in theirs if dispute.kind == ANOTHERS)
    return disputes, strangers
