"""Which person records are compared at all: those that share something rare enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

# Everything that brings two records of one person together, each of them rare: a phone, a door, a birth date with half
# of the name as it sounds, the ends of an id number as counters leave them unmasked, half of a number with a slip in
# the other half. A name by itself is none of them.
_KEYS = """
CREATE OR REPLACE TEMP TABLE block_keys AS
SELECT record_id, numbered, links_only, unnest(list_distinct(list_concat(
    list_transform(phones, lambda x: 'phone ' || x),
    list_transform(doors, lambda x: 'door ' || x),
    list_transform(homes, lambda x: 'door ' || x),
    list_transform(contexts, lambda x: 'context ' || x || ' ' || sound),
    list_transform(buildings, lambda x: 'building ' || x || ' ' || sound),
    [
        'birth ' || birth || ' ' || split_part(sound, ' ', 1),
        'birth ' || birth || ' . ' || substr(sound, strpos(sound, ' ')),
        'ends ' || number[:4] || number[-4:],
        'ends ' || CASE WHEN NOT regexp_matches(id_pattern[:4] || id_pattern[-4:], '[_%]')
                        THEN id_pattern[:4] || id_pattern[-4:] END,
        'first ' || number[:9] || ' ' || sound,
        'last ' || number[-9:]
    ]
))) AS key
FROM person_records
"""

# A link needs names that fit: the conditions of `person_comparisons`, and what is masked fits anything here. Most of
# those who share a door or the ends of an id bear other names, and scoring costs more than this.
_PAIRS = """
CREATE OR REPLACE TEMP TABLE person_pairs AS
WITH keys AS (SELECT * FROM block_keys WHERE key IS NOT NULL),
met AS (
    SELECT DISTINCT least(l.record_id, r.record_id) AS one, greatest(l.record_id, r.record_id) AS other
    FROM keys AS l JOIN keys AS r USING (key)
    WHERE NOT l.numbered AND l.record_id <> r.record_id AND NOT (l.links_only AND r.links_only)
      {only}
)
SELECT one AS join_key_l, other AS join_key_r, '0' AS match_key
FROM met JOIN person_records AS l ON one = l.record_id JOIN person_records AS r ON other = r.record_id
WHERE l.sound = r.sound OR l.name_pattern IS NOT NULL OR r.name_pattern IS NOT NULL
   OR list_has_any(l.names, r.names) OR list_has_any(l.gaps, r.gaps)
"""

_SAME = """
INSERT INTO person_pairs
SELECT record_id, record_id, '0' FROM person_records JOIN person_mentions USING (record_id)
WHERE NOT numbered AND NOT links_only {only} GROUP BY record_id HAVING count(*) > 1
"""


def pairs_text() -> str:
    """What brings two records together, as one text: see `person_model.fingerprint`."""
    return _KEYS + _PAIRS + _SAME


def make_pairs(connection: duckdb.DuckDBPyConnection, touching: str | None = None) -> None:
    """Make the table `person_pairs` (join_key_l, join_key_r: record ids; match_key: Splink's, always 0).

    Two people with valid ids are never a pair, nor are two rows' reporters or victims, nor records whose names cannot
    be one person's. A description given by several mentions is a pair with itself: that it is one person has to be
    shown like everything else. `touching` is a query of record ids, one of which each pair must hold.
    """
    either = "" if touching is None else f"AND (l.record_id IN ({touching}) OR r.record_id IN ({touching}))"
    one = "" if touching is None else f"AND record_id IN ({touching})"
    connection.execute(_KEYS)
    connection.execute(_PAIRS.format(only=either))
    connection.execute(_SAME.format(only=one))
