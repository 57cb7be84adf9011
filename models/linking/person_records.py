"""What linking compares: one record for each person with a valid id and one for each description without.

Most mentions of a person repeat the same values, so a description is compared once, however many rows give it. One
machine and DuckDB, whatever compares the records afterwards: they are a few hundred bytes for each person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from identifiers.han import simplified

if TYPE_CHECKING:
    import duckdb

MOST_HOLDERS_OF_A_PHONE = 5
"""A number written behind more names than this is an office's, an agent's or a made-up one: it links nobody."""

MOST_HOLDERS_OF_A_CONTEXT = 50
"""A company or office with more people than this on record says too little of which namesake is meant."""

MOST_HOLDERS_OF_AN_ADDRESS = 30
"""A door behind which more names than this are written is a dormitory, an office or a block without its rooms. A house
let by the room, five floors of six, still tells something: the commonest names are borne by one in a thousand, so that
its thirty people hold a namesake less often than one time in twenty, which is what a link may be wrong."""

MOST_HOLDERS = {
    "phone": MOST_HOLDERS_OF_A_PHONE,
    "door": MOST_HOLDERS_OF_AN_ADDRESS,
    "building": MOST_HOLDERS_OF_AN_ADDRESS,
    "context": MOST_HOLDERS_OF_A_CONTEXT,
}
"""By column of `people` the names up to which a value tells something."""

RECORD_COLUMNS = (
    "record_id",
    "numbered",
    "links_only",
    "name",
    "names",
    "gaps",
    "sound",
    "name_pattern",
    "birth",
    "phones",
    "doors",
    "buildings",
    "contexts",
    "homes",
    "number",
    "id_pattern",
    "first_mention",
)
"""Columns of `person_records`. `numbered` is a person with a valid id, with all that rows which speak of them say:
lists sorted, `name` the commonest. Any other record is one description, and its mentions all say the same.

Names are in simplified characters; `gaps` are the name with each of its characters left out once, and its first with
all others sorted, so that two names with a gap in common differ by one character or in the order
of those behind the surname; `birth` is yyyymmdd; `doors` and `buildings` are as `identifiers.doors`
makes them; `contexts` are homes owned, companies run or held and offices worked for, `homes` the doors of the homes
among them; `number` is a valid or a damaged number; `id_pattern` is a masked number and `name_pattern` a masked name,
with `_` for a hidden sign and `%` for any of them; `first_mention` is the smallest mention id. Null or an empty list:
not known, or shared by too many to tell anything."""

READ = (
    "source_row_id",
    "role",
    "links_only",
    "kind",
    "name",
    "number",
    "phone",
    "birth_on",
    "id_seen",
    "masked_name",
    "context",
    "sound",
    "door",
    "building",
    "recorded_birth_on",
)
"""Columns of normalised mentions (`NORMAL_DDL`) that persons are compared by."""

_REST_HIDDEN = re.compile(r"某.*$")
_SIGN_HIDDEN = re.compile(r"[*×●○〇□■#?_X]")
_OWN_SIGNS_OF_LIKE = str.maketrans("", "", "%\\")


def make_people(connection: duckdb.DuckDBPyConnection, normal: pa.Table) -> None:
    """Make the table `people`, the persons among normalised mentions (`NORMAL_DDL`), and by column the tables of values
    that too many of them hold (`shared_phone` and so on). What reporters and victims say is counted nowhere. `head` and
    `tail` are how the first and the other characters of the name sound."""
    read_people(connection, normal)
    for column, most in MOST_HOLDERS.items():
        connection.execute(_SHARED.format(column=column, most=most))


def read_people(connection: duckdb.DuckDBPyConnection, normal: pa.Table) -> None:
    """Make the table `people` alone."""
    connection.register("normal_mentions", normal)
    connection.execute(_PEOPLE)
    connection.unregister("normal_mentions")


def make_records(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables `person_records` (`RECORD_COLUMNS`) and `person_mentions` (mention_id, record_id) from `people`.
    Order of the mentions changes nothing. Reporters' and victims' rows make descriptions of their own."""
    make_telling(connection)
    for statement in (_NUMBERED, _UNNUMBERED, _RECORDS, _MENTIONS):
        connection.execute(statement)


def make_telling(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `telling`: mentions of `people` with what they hold that tells something."""
    names = _distinct(connection, "name")
    _keep(connection, "name_forms", {"value": names, "form": [simplified(name) for name in names]})
    masks = _distinct(connection, "masked_name")
    _keep(connection, "name_masks", {"value": masks, "pattern": [_name_pattern(mask) for mask in masks]})
    connection.execute(_TELLING)


def _distinct(connection: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    found = connection.execute(f"SELECT DISTINCT {column} FROM people WHERE {column} IS NOT NULL ORDER BY 1")
    return [value for (value,) in found.fetchall()]


def _keep(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, Sequence[str | None]]) -> None:
    made = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    connection.register("made", made)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS FROM made")
    connection.unregister("made")


def _name_pattern(masked: str) -> str:
    """A masked name as SQL's LIKE takes it: 张* is 张_, and 张某 is 张%, for 某 stands for any given name.

    A backslash (张\\*, from a text that sets its stars apart) would end a night on Spark, where it escapes."""
    return _SIGN_HIDDEN.sub("_", _REST_HIDDEN.sub("%", simplified(masked).translate(_OWN_SIGNS_OF_LIKE)))


HEAD = "left(sound, coalesce(nullif(strpos(sound, ' '), 0) - 1, length(sound)))"
TAIL = "substr(sound, strpos(sound, ' '))"
"""SQL for how the first and the other characters of a name sound; both null where nothing is known of it. A third of
the time that `split_part` takes."""


def gaps(name: str) -> str:
    """SQL for the `gaps` (`RECORD_COLUMNS`) of the name that an expression gives."""
    return f"""CASE WHEN length({name}) >= 3 THEN list_append(
           list_transform(range(1, length({name}) + 1), lambda x: {name}[:x - 1] || '_' || {name}[x + 1:]),
           {name}[1] || '=' || array_to_string(list_sort(string_split({name}[2:], '')), '')
       ) ELSE [] END"""


_PEOPLE = f"""
CREATE OR REPLACE TEMP TABLE people AS
SELECT source_row_id || '/' || role AS mention_id, links_only, name, sound, masked_name, number, id_seen, phone, door,
       building, context, strftime(birth_on, '%Y%m%d') AS birth,
       strftime(recorded_birth_on, '%Y%m%d') AS recorded_birth, {HEAD} AS head, {TAIL} AS tail
FROM normal_mentions WHERE kind = 'person'
"""

# Counted by sound: a name and how a clerk misheard it are one holder.
_SHARED = """
CREATE OR REPLACE TEMP TABLE shared_{column} AS
SELECT {column} FROM people WHERE NOT links_only AND {column} IS NOT NULL
GROUP BY {column} HAVING count(DISTINCT sound) > {most}
"""

_TELLING = """
CREATE OR REPLACE TEMP TABLE telling AS
SELECT mention_id, links_only, form AS name, sound, pattern AS name_pattern, number,
       CASE WHEN NOT regexp_matches(id_seen, '[_%]') THEN id_seen END AS damaged,
       CASE WHEN regexp_matches(id_seen, '[_%]') THEN id_seen END AS id_pattern,
       birth, recorded_birth,
       CASE WHEN shared_phone.phone IS NULL THEN people.phone END AS phone,
       -- Of a shared building an address without its room is no door.
       CASE WHEN shared_door.door IS NULL AND (door <> building OR shared_building.building IS NULL) THEN door END
           AS door,
       CASE WHEN shared_building.building IS NULL THEN people.building END AS building,
       CASE WHEN shared_context.context IS NULL THEN people.context END AS context
FROM people
LEFT JOIN name_forms ON name = name_forms.value
LEFT JOIN name_masks ON masked_name = name_masks.value
LEFT JOIN shared_phone USING (phone) LEFT JOIN shared_door USING (door) LEFT JOIN shared_building USING (building)
LEFT JOIN shared_context USING (context)
"""

_NUMBERED = """
CREATE OR REPLACE TEMP TABLE numbered AS
WITH known AS (SELECT * FROM telling WHERE number IS NOT NULL AND NOT links_only),
commonest AS (
    SELECT number, arg_max(name, (times, name)) AS name FROM
    (SELECT number, name, count(*) AS times FROM known WHERE name IS NOT NULL GROUP BY ALL) GROUP BY number
)
SELECT number, any_value(commonest.name) AS name, list_sort(list(DISTINCT known.name)) AS names,
       any_value(birth) AS birth,
       list_sort(list(DISTINCT phone) FILTER (phone IS NOT NULL)) AS phones,
       list_sort(list(DISTINCT door) FILTER (door IS NOT NULL)) AS doors,
       list_sort(list(DISTINCT building) FILTER (building IS NOT NULL)) AS buildings,
       list_sort(list(DISTINCT context) FILTER (context IS NOT NULL)) AS contexts,
       min(mention_id) AS first_mention
FROM known LEFT JOIN commonest USING (number) GROUP BY number
"""

_UNNUMBERED = """
CREATE OR REPLACE TEMP TABLE unnumbered AS
SELECT links_only, name, name_pattern, damaged, id_pattern, birth, phone, door, building, context,
       min(mention_id) AS first_mention, list(mention_id) AS mentions
FROM telling WHERE number IS NULL GROUP BY ALL
"""

_RECORDS = f"""
CREATE OR REPLACE TEMP TABLE person_records AS
WITH every AS (
    SELECT true AS numbered, false AS links_only, name, names, NULL AS name_pattern, birth, phones, doors, buildings,
           contexts, number, NULL AS id_pattern, first_mention
    FROM numbered
    UNION ALL
    SELECT false, links_only, name, list_filter([name], lambda x: x IS NOT NULL), name_pattern, birth,
           list_filter([phone], lambda x: x IS NOT NULL), list_filter([door], lambda x: x IS NOT NULL),
           list_filter([building], lambda x: x IS NOT NULL),
           list_filter([context], lambda x: x IS NOT NULL), damaged, id_pattern, first_mention
    FROM unnumbered
)
SELECT row_number() OVER (ORDER BY first_mention, numbered) AS record_id, numbered, links_only, name,
       coalesce(names, []) AS names,
       {gaps("name")} AS gaps,
       sound, name_pattern, birth, coalesce(phones, []) AS phones,
       coalesce(doors, []) AS doors, coalesce(buildings, []) AS buildings,
       coalesce(contexts, []) AS contexts,
       list_transform(list_filter(coalesce(contexts, []), lambda x: starts_with(x, 'home ')), lambda x: substr(x, 6))
           AS homes,
       number, id_pattern, first_mention
FROM every LEFT JOIN (SELECT DISTINCT name AS form, sound FROM telling WHERE name IS NOT NULL) AS sounds
    ON every.name = sounds.form
"""

_MENTIONS = """
CREATE OR REPLACE TEMP TABLE person_mentions AS
SELECT unnest(mentions) AS mention_id, record_id
FROM unnumbered JOIN person_records USING (first_mention) WHERE NOT numbered
UNION ALL
SELECT mention_id, record_id FROM telling JOIN person_records USING (number)
WHERE numbered AND NOT telling.links_only
"""
