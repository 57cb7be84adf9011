"""Which persons' mentions a night compares anew: those that changed, and those whose comparison hangs on them.

A link between two old mentions can come out otherwise for four reasons only, and each is looked for: a value that one
of them holds is now behind too many people, or no longer; its description, or the person it is of, has other mentions
than it had; a person who competes for it changed or is new; one who did yesterday does no longer. Where yesterday's
values tell no more than a bound, more is compared than must be, and never less.

They are looked for among numbers: a city's mentions are read once, as hashes of 64 bits of what they hold, and the few
that are found are read as they are. Two values that fall together have more compared, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from identifiers.doors import door
from identifiers.han import name_sound, simplified
from models.linking.normal_forms import HOME, home_building
from models.linking.person_pairs import make_pairs
from models.linking.person_records import HEAD, MOST_HOLDERS, READ, TAIL, make_records, make_telling, read_people

if TYPE_CHECKING:
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


def make_neighbours(connection: duckdb.DuckDBPyConnection, normal: pa.Table, changed: ChangedPersons) -> None:
    """Make `person_records` and `person_pairs` of what must be compared anew, and `compared` (mention_id): the mentions
    all of whose pairs are among these, the changed ones with them. `normal` are normalised mentions (`NORMAL_DDL` with
    `mention_id`)."""
    connection.execute(_MACROS)
    connection.register("placed", normal.append_column("place", pa.array(np.arange(len(normal)))))
    connection.execute(_KEYS)
    connection.unregister("placed")
    connection.register("given", pa.table({"mention_id": pa.array(changed.mentions, pa.string())}))
    connection.execute(_CHANGED)
    _keep_past(connection, changed)
    for column, most in MOST_HOLDERS.items():
        connection.execute(_TURNED.format(column=column, most=most))
    connection.execute(_SEEDS)
    # Whom these people compete for, and whom those competed for who left.
    _read(connection, normal, "seeds")
    connection.execute(_SOUGHT.format(records=_AS_TOLD))
    for column in MOST_HOLDERS:
        connection.execute(_NOT_SOUGHT.format(column=column))
    connection.execute(_SOUGHT_IN_THE_PAST)
    connection.execute(_REACHED)
    _read(connection, normal, "reached")
    connection.execute("CREATE OR REPLACE TEMP TABLE compared AS SELECT mention_id FROM people")
    make_telling(connection)
    # Whom the descriptions among these meet. People with a valid id meet descriptions only, and those are there.
    connection.execute(_SOUGHT.format(records=_AS_DESCRIBED))
    connection.execute(_NEAR)
    _read(connection, normal, "near")
    make_records(connection)
    connection.execute(_TOUCHED)
    make_pairs(connection, touching="FROM touched")


def _read(connection: duckdb.DuckDBPyConnection, normal: pa.Table, places: str) -> None:
    """Make `people` of the mentions at some places, with what they hold that too many of the city's people hold."""
    rows = connection.sql(f"SELECT place FROM {places} ORDER BY place").to_arrow_table()["place"]
    read_people(connection, normal.select(READ).take(rows))
    for column, most in MOST_HOLDERS.items():
        connection.execute(_SHARED_AMONG_ALL.format(column=column, most=most))


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
            case "context":
                rows.append((entity, "context", value))
                if value.startswith(HOME):
                    rows.append((entity, "building", home_building(value)))
            case "phone":
                rows.append((entity, "phone", value))
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    made = pa.table([pa.array(column, pa.string()) for column in columns], names=["entity_id", "kind", "value"])
    connection.register("past_made", made)
    connection.execute("CREATE OR REPLACE TEMP TABLE past AS FROM past_made WHERE value IS NOT NULL")


_MACROS = """
CREATE OR REPLACE TEMP MACRO hashed(x) AS CASE WHEN x IS NOT NULL THEN hash(x) END;
CREATE OR REPLACE TEMP MACRO hashed_both(x, y) AS CASE WHEN x IS NOT NULL AND y IS NOT NULL THEN hash(x, y) END
"""

# How the first and the other characters of a name sound.
_HEAD_AND_TAIL = f"hashed({HEAD}) AS head, hashed({TAIL}) AS tail"

# The keys of `person_pairs`, without the name where it only narrows a rare value.
_OF_BIRTH = {"birth_head": "hashed_both(born, head)", "birth_tail": "hashed_both(born, tail)"}
_OF_NUMBER = {
    "ends": "hashed_both(left(number, 4), right(number, 4))",
    "first_half": "hashed_both(left(number, 9), sound)",
    "last_half": "hashed(right(number, 9))",
}

_KEYS = f"""
CREATE OR REPLACE TEMP TABLE keys AS
WITH told AS (
    SELECT place, hash(mention_id) AS mention, links_only, number IS NOT NULL AS numbered,
           coalesce(number, id_seen) AS number, sound, phone, door, building, context,
           birth_on AS born, {_HEAD_AND_TAIL},
           coalesce(sound, masked_name) IS NOT NULL AND (birth_on IS NOT NULL OR id_seen IS NOT NULL) AS described
    FROM placed WHERE kind = 'person'
)
SELECT place, mention, links_only, CASE WHEN numbered THEN hash(number) END AS number, hashed(sound) AS sound,
       {", ".join(f"hashed({column}) AS {column}" for column in MOST_HOLDERS)}, head, tail,
       {", ".join(f"{key} AS {name}" for name, key in (_OF_BIRTH | _OF_NUMBER).items())},
       CASE WHEN NOT numbered AND described THEN hash(sound, born, number) END AS description
FROM told
"""

_CHANGED = "CREATE OR REPLACE TEMP TABLE changed AS FROM keys WHERE mention IN (SELECT hash(mention_id) FROM given)"

_SHARED_AMONG_ALL = """
CREATE OR REPLACE TEMP TABLE shared_{column} AS
WITH held AS (SELECT DISTINCT {column}, hash({column}) AS key FROM people WHERE {column} IS NOT NULL),
common AS (
    SELECT {column} AS key FROM keys WHERE NOT links_only AND {column} IN (SELECT key FROM held)
    GROUP BY {column} HAVING count(DISTINCT sound) > {most}
)
SELECT {column} FROM held SEMI JOIN common USING (key)
"""

# Values that the changed mentions made too common, or that too many may have held yesterday: those who hold it now, and
# under each of their names those who have left.
_TURNED = """
CREATE OR REPLACE TEMP TABLE turned_{column} AS
WITH sounding AS (SELECT entity_id, count(*) AS sounds FROM past WHERE kind = 'sound' GROUP BY entity_id),
lost AS (
    SELECT hash(value) AS key, sum(sounds) AS lost
    FROM past JOIN sounding USING (entity_id) WHERE kind = '{column}' GROUP BY value
),
asked AS (SELECT {column} AS key FROM changed UNION SELECT key FROM lost),
counted AS (
    SELECT {column}, count(DISTINCT sound) AS now,
           count(DISTINCT sound) FILTER (place NOT IN (SELECT place FROM changed)) AS unchanged
    FROM keys WHERE NOT links_only AND {column} IN (SELECT key FROM asked)
    GROUP BY {column}
)
SELECT {column} FROM counted LEFT JOIN lost ON {column} = key
WHERE now > {most} AND unchanged <= {most} OR now <= {most} AND unchanged + coalesce(lost, 0) > {most}
"""

# Mentions whose record changed, with all mentions of the same valid id.
_SEEDS = f"""
CREATE OR REPLACE TEMP TABLE seeds AS
WITH touched AS (
    SELECT place, number FROM changed
    {" ".join(f"UNION SELECT place, number FROM keys SEMI JOIN turned_{by} USING ({by})" for by in MOST_HOLDERS)}
)
SELECT place FROM touched
UNION SELECT place FROM keys SEMI JOIN touched USING (number)
"""


def _each(keys: dict[str, str], told: str) -> str:
    parts = (f"SELECT '{kind}' AS kind, {key} AS key, head, tail FROM {told}" for kind, key in keys.items())
    return "\n    UNION ALL ".join(parts)


# What a record's partners must hold, and how their names must sound.
_SOUGHT = f"""
CREATE OR REPLACE TEMP TABLE sought AS
WITH told AS (SELECT *, CAST(strptime(birth, '%Y%m%d') AS date) AS born, {_HEAD_AND_TAIL} FROM {{records}})
SELECT DISTINCT kind, key, head, tail FROM (
    SELECT 'phone' AS kind, hashed(unnest(phones)) AS key, head, tail FROM told
    UNION ALL SELECT 'door', hashed(unnest(list_concat(doors, homes))), head, tail FROM told
    UNION ALL SELECT 'context', hashed(unnest(contexts)), head, tail FROM told
    UNION ALL SELECT 'context', hashed('home ' || unnest(doors)), head, tail FROM told
    UNION ALL SELECT 'building', hashed(unnest(buildings)), head, tail FROM told
    UNION ALL SELECT 'ends', hashed_both(left(id_pattern, 4), right(id_pattern, 4)), head, tail FROM told
    UNION ALL {_each(_OF_BIRTH | _OF_NUMBER, "told")}
) WHERE key IS NOT NULL
"""

# People's mentions as if each were a record: all that theirs can hold, and what too many hold besides, under each of
# their names.
_AS_TOLD = """(
    WITH theirs AS (FROM people WHERE number IS NOT NULL AND NOT links_only),
    names AS (SELECT DISTINCT number, sound FROM theirs WHERE sound IS NOT NULL)
    SELECT [phone] AS phones, [door] AS doors, [building] AS buildings, [context] AS contexts,
           [CASE WHEN starts_with(context, 'home ') THEN substr(context, 6) END] AS homes, birth, names.sound, number,
           NULL AS id_pattern
    FROM theirs LEFT JOIN names USING (number)
)"""

_NOT_SOUGHT = "DELETE FROM sought WHERE kind = '{column}' AND key IN (SELECT hash({column}) FROM shared_{column})"

_AS_DESCRIBED = """(
    SELECT DISTINCT [phone] AS phones, [door] AS doors, [building] AS buildings, [context] AS contexts,
           [CASE WHEN starts_with(context, 'home ') THEN substr(context, 6) END] AS homes, birth, sound,
           damaged AS number, id_pattern
    FROM telling WHERE number IS NULL
)"""

_SOUGHT_IN_THE_PAST = f"""
INSERT INTO sought
WITH names AS (SELECT entity_id, value AS sound, {_HEAD_AND_TAIL} FROM past WHERE kind = 'sound'),
told AS (SELECT past.*, sound, head, tail FROM past LEFT JOIN names USING (entity_id)),
births AS (SELECT CAST(strptime(value, '%Y%m%d') AS date) AS born, head, tail FROM told WHERE kind = 'birth'),
numbers AS (SELECT value AS number, sound, head, tail FROM told WHERE kind = 'number')
SELECT kind, hash(value), head, tail FROM told WHERE kind IN ('phone', 'door', 'building', 'context')
UNION SELECT 'context', hash('home ' || value), head, tail FROM told WHERE kind = 'door'
UNION SELECT 'door', hash(substr(value, 6)), head, tail FROM told WHERE kind = 'context' AND starts_with(value, 'home ')
UNION ({_each(_OF_BIRTH, "births")})
UNION ({_each(_OF_NUMBER, "numbers")})
"""

# Names that count as alike sound alike in their first character or in all others; a masked name may be anybody's.
_ALIKE = "(head = sought_head OR tail = sought_tail OR head IS NULL OR sought_head IS NULL)"

_MEETING = "\n    UNION ALL ".join(
    f"SELECT place, number, keys.head, keys.tail, sought.head AS sought_head, sought.tail AS sought_tail "
    f"FROM keys JOIN sought ON {column} = key WHERE kind = '{column}'"
    for column in (*MOST_HOLDERS, *_OF_BIRTH, *_OF_NUMBER)
)

_REACHED = f"""
CREATE OR REPLACE TEMP TABLE reached AS
SELECT place FROM seeds
UNION SELECT place FROM ({_MEETING}) WHERE number IS NULL AND {_ALIKE}
"""

# A description without any key meets nobody but itself, where it gives a birth date or what is left of a number. With a
# valid id all rows of its holder count, and so does each of their names.
_NEAR = f"""
CREATE OR REPLACE TEMP TABLE met AS
SELECT DISTINCT CASE WHEN number IS NULL THEN place END AS place, number,
       CASE WHEN number IS NULL THEN head END AS head, CASE WHEN number IS NULL THEN tail END AS tail,
       sought_head, sought_tail
FROM ({_MEETING});
CREATE OR REPLACE TEMP TABLE near AS
WITH names AS (SELECT DISTINCT number, head, tail FROM keys SEMI JOIN met USING (number)),
numbers AS (
    SELECT number FROM (SELECT DISTINCT number, sought_head, sought_tail FROM met) JOIN names USING (number)
    WHERE {_ALIKE}
    UNION SELECT number FROM keys SEMI JOIN reached USING (place)
)
SELECT place FROM met WHERE number IS NULL AND {_ALIKE}
UNION FROM reached
UNION SELECT place FROM keys WHERE description IN (SELECT description FROM keys SEMI JOIN reached USING (place))
UNION SELECT place FROM keys SEMI JOIN numbers USING (number)
"""

# Whoever shares a record with a mention to be compared is compared as well: the record's links hang on its first.
_TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT record_id FROM person_mentions SEMI JOIN compared USING (mention_id);
INSERT INTO compared
SELECT mention_id FROM person_mentions SEMI JOIN touched USING (record_id)
EXCEPT FROM compared
"""
