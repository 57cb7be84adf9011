"""Which persons' mentions a night compares anew: those that changed, and those whose comparison hangs on them.

A link between two old mentions can come out otherwise for four reasons only, and each is looked for: a value that one
of them holds is now behind too many people, or no longer; its description, or the person it is of, has other mentions
than it had; a person who competes for it changed or is new; one who did yesterday does no longer. Where yesterday's
values tell no more than a bound, more is compared than must be, and never less.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

from identifiers.doors import door
from identifiers.han import name_sound, simplified
from models.linking.person_pairs import make_pairs
from models.linking.person_records import HEAD_AND_TAIL, MOST_HOLDERS, make_records

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

PAST = pa.schema({"entity_id": pa.string(), "attribute": pa.string(), "value": pa.string()})
"""A value that yesterday's vault held of an entity, as `linked.identities` names its attributes."""


@dataclass(frozen=True)
class ChangedPersons:
    """What a night knows of the persons' mentions that changed since the last one.

    `mentions` are the ids of those that are new, came in another version, or stood beside one that is gone. `past` has
    rows of `PAST` of the entities that a mention has left.
    """

    mentions: Sequence[str]
    past: pa.Table = field(default_factory=PAST.empty_table)


def make_neighbours(connection: duckdb.DuckDBPyConnection, changed: ChangedPersons) -> None:
    """Make `person_records` and `person_pairs` of what must be compared anew, and `compared` (mention_id): the mentions
    all of whose pairs are among these, the changed ones with them. Needs `people` (`person_records.make_people`)."""
    connection.register("given", pa.table({"mention_id": pa.array(changed.mentions, pa.string())}))
    connection.execute("CREATE OR REPLACE TEMP TABLE changed AS FROM people SEMI JOIN given USING (mention_id)")
    _keep_past(connection, changed)
    for column, most in MOST_HOLDERS.items():
        connection.execute(_TURNED.format(column=column, most=most))
    connection.execute(_SEEDS)
    # Whom these people compete for, and whom those competed for who left.
    connection.execute(_SOUGHT.format(records=_AS_TOLD))
    for column in MOST_HOLDERS:
        connection.execute(f"DELETE FROM sought WHERE kind = '{column}' AND value IN (FROM shared_{column})")
    connection.execute(_SOUGHT_IN_THE_PAST)
    connection.execute(_COMPARED)
    make_records(connection, "compared")
    # Whom the descriptions among these meet. People with a valid id meet descriptions only, and those are there.
    connection.execute(_SOUGHT.format(records="person_records WHERE NOT numbered"))
    connection.execute(_NEAR)
    make_records(connection, "near")
    connection.execute(_TOUCHED)
    make_pairs(connection, touching="FROM touched")


def _keep_past(connection: duckdb.DuckDBPyConnection, changed: ChangedPersons) -> None:
    """The table `past` (entity_id, kind, value): what the vault held, in the forms that are compared."""
    rows: list[tuple[str, str, str | None]] = []
    for row in changed.past.to_pylist():
        entity, value = row["entity_id"], row["value"]
        match row["attribute"]:
            case "name":
                rows.append((entity, "sound", name_sound(simplified(value))))
            case "address":
                behind = door(value)
                rows += [(entity, "door", behind.door), (entity, "building", behind.building)]
            case "birth_on":
                rows.append((entity, "birth", value.replace("-", "")))
            case "citizen_id":
                rows.append((entity, "number", value))
            case "phone" | "context" as kind:
                rows.append((entity, kind, value))
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    made = pa.table([pa.array(column, pa.string()) for column in columns], names=["entity_id", "kind", "value"])
    connection.register("past_made", made)
    connection.execute("CREATE OR REPLACE TEMP TABLE past AS FROM past_made WHERE value IS NOT NULL")


# Values that the changed mentions made too common, or that too many may have held yesterday: those who hold it now, and
# under each of their names those who have left.
_TURNED = """
CREATE OR REPLACE TEMP TABLE turned_{column} AS
WITH sounding AS (SELECT entity_id, count(*) AS sounds FROM past WHERE kind = 'sound' GROUP BY entity_id),
lost AS (
    SELECT value, sum(sounds) AS lost FROM past JOIN sounding USING (entity_id) WHERE kind = '{column}' GROUP BY value
),
asked AS (SELECT {column} AS value FROM changed UNION SELECT value FROM lost),
counted AS (
    SELECT {column}, count(DISTINCT sound) AS now,
           count(DISTINCT sound) FILTER (mention_id NOT IN (SELECT mention_id FROM changed)) AS unchanged
    FROM people WHERE NOT links_only AND {column} IN (SELECT value FROM asked)
    GROUP BY {column}
)
SELECT {column} FROM counted LEFT JOIN lost ON {column} = value
WHERE now > {most} AND unchanged <= {most} OR now <= {most} AND unchanged + coalesce(lost, 0) > {most}
"""

# Mentions whose record changed, with all mentions of the same valid id.
_SEEDS = f"""
CREATE OR REPLACE TEMP TABLE seeds AS
WITH touched AS (
    SELECT mention_id, number FROM changed
    {" ".join(f"UNION SELECT mention_id, number FROM people SEMI JOIN turned_{by} USING ({by})" for by in MOST_HOLDERS)}
)
SELECT mention_id FROM touched
UNION SELECT mention_id FROM people SEMI JOIN touched USING (number)
"""

# The keys of `person_pairs`, without the name where it only narrows a rare value.
_OF_BIRTH = ("birth || ' ' || head", "birth || ' . ' || tail")
_OF_NUMBER = ("number[:4] || number[-4:]", "number[:9] || ' ' || sound", "number[-9:]")
_EACH_OF_BIRTH, _EACH_OF_NUMBER = (f"unnest([{', '.join(keys)}])" for keys in (_OF_BIRTH, _OF_NUMBER))

# What a record's partners must hold, and how their names must sound.
_SOUGHT = f"""
CREATE OR REPLACE TEMP TABLE sought AS
WITH told AS (SELECT *, {HEAD_AND_TAIL} FROM {{records}})
SELECT DISTINCT kind, value, head, tail FROM (
    SELECT 'phone' AS kind, unnest(phones) AS value, head, tail FROM told
    UNION ALL SELECT 'door', unnest(list_concat(doors, homes)), head, tail FROM told
    UNION ALL SELECT 'context', unnest(contexts), head, tail FROM told
    UNION ALL SELECT 'context', 'home ' || unnest(doors), head, tail FROM told
    UNION ALL SELECT 'building', unnest(buildings), head, tail FROM told
    UNION ALL SELECT 'birth', {_EACH_OF_BIRTH}, head, tail FROM told
    UNION ALL SELECT 'number', {_EACH_OF_NUMBER}, head, tail FROM told
    UNION ALL SELECT 'number', id_pattern[:4] || id_pattern[-4:], head, tail FROM told
) WHERE value IS NOT NULL
"""

# People's mentions as if each were a record: all that theirs can hold, and what too many hold besides, under each of
# their names.
_AS_TOLD = """(
    WITH theirs AS (FROM people SEMI JOIN seeds USING (mention_id) WHERE number IS NOT NULL AND NOT links_only),
    names AS (SELECT DISTINCT number, sound FROM theirs WHERE sound IS NOT NULL)
    SELECT [phone] AS phones, [door] AS doors, [building] AS buildings, [context] AS contexts,
           [CASE WHEN starts_with(context, 'home ') THEN substr(context, 6) END] AS homes, birth, names.sound, number,
           NULL AS id_pattern
    FROM theirs LEFT JOIN names USING (number)
)"""

_SOUGHT_IN_THE_PAST = f"""
INSERT INTO sought
WITH names AS (SELECT entity_id, value AS sound, {HEAD_AND_TAIL} FROM past WHERE kind = 'sound'),
told AS (SELECT past.*, sound, head, tail FROM past LEFT JOIN names USING (entity_id))
SELECT kind, value, head, tail FROM told WHERE kind IN ('phone', 'door', 'building', 'context')
UNION SELECT 'context', 'home ' || value, head, tail FROM told WHERE kind = 'door'
UNION SELECT 'door', substr(value, 6), head, tail FROM told WHERE kind = 'context' AND starts_with(value, 'home ')
UNION SELECT 'birth', {_EACH_OF_BIRTH}, head, tail
FROM (SELECT value AS birth, head, tail FROM told WHERE kind = 'birth')
UNION SELECT 'number', {_EACH_OF_NUMBER}, head, tail
FROM (SELECT value AS number, sound, head, tail FROM told WHERE kind = 'number')
"""

# Names that count as alike sound alike in their first character or in all others; a masked name may be anybody's.
_ALIKE = "(head = sought_head OR tail = sought_tail OR head IS NULL OR sought_head IS NULL)"

_MEETING = "\n    UNION ALL ".join(
    f"SELECT mention_id, number, people.head, people.tail, sought.head AS sought_head, sought.tail AS sought_tail "
    f"FROM people JOIN sought ON {value} = sought.value WHERE sought.kind = '{kind}'"
    for kind, value in (
        *((column, f"people.{column}") for column in MOST_HOLDERS),
        *(("birth", key.replace("head", "people.head").replace("tail", "people.tail")) for key in _OF_BIRTH),
        *(("number", key.replace("number", "coalesce(number, id_seen)")) for key in _OF_NUMBER),
    )
)

_COMPARED = f"""
CREATE OR REPLACE TEMP TABLE compared AS
SELECT mention_id FROM seeds
UNION SELECT mention_id FROM ({_MEETING}) WHERE number IS NULL AND {_ALIKE}
"""

# A description without any key meets nobody but itself, where it gives a birth date or what is left of a number. With a
# valid id all rows of its holder count, and so does each of their names.
_NEAR = f"""
CREATE OR REPLACE TEMP TABLE met AS
SELECT DISTINCT CASE WHEN number IS NULL THEN mention_id END AS mention_id, number,
       CASE WHEN number IS NULL THEN head END AS head, CASE WHEN number IS NULL THEN tail END AS tail,
       sought_head, sought_tail
FROM ({_MEETING});
CREATE OR REPLACE TEMP TABLE near AS
WITH names AS (
    SELECT DISTINCT number, head, tail FROM people SEMI JOIN met USING (number) WHERE number IS NOT NULL
),
numbers AS (
    SELECT number FROM (SELECT DISTINCT number, sought_head, sought_tail FROM met) JOIN names USING (number)
    WHERE {_ALIKE}
    UNION SELECT number FROM people SEMI JOIN compared USING (mention_id)
)
SELECT mention_id FROM met WHERE number IS NULL AND {_ALIKE}
UNION FROM compared
UNION SELECT mention_id FROM people
    WHERE number IS NULL AND coalesce(birth, id_seen) IS NOT NULL AND coalesce(sound, masked_name) IS NOT NULL
      AND hash(sound, birth, id_seen) IN (
          SELECT hash(sound, birth, id_seen) FROM people SEMI JOIN compared USING (mention_id) WHERE number IS NULL)
UNION SELECT mention_id FROM people SEMI JOIN numbers USING (number)
"""

# Whoever shares a record with a mention to be compared is compared as well: the record's links hang on its first.
_TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT record_id FROM person_mentions SEMI JOIN compared USING (mention_id);
INSERT INTO compared
SELECT mention_id FROM person_mentions SEMI JOIN touched USING (record_id)
EXCEPT FROM compared
"""
