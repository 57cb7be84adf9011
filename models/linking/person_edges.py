"""Candidate links between mentions of persons, each with its probability and the levels that made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from models.linking.database import scratch_database
from models.linking.person_comparisons import (
    AGREES,
    COMPARED,
    LEAST_AGREEING,
    LEAST_AGREEING_MASKED,
    level_of,
)
from models.linking.person_neighbours import make_neighbours
from models.linking.person_pairs import make_pairs
from models.linking.person_records import make_people, make_records
from models.linking.schemas import EDGES, Compared
from models.linking.scoring import scored

if TYPE_CHECKING:
    import duckdb
    from pyspark.sql import SparkSession

    from identifiers.pseudonyms import Pseudonyms
    from models.linking.person_model import PersonLinkage
    from models.linking.person_neighbours import ChangedPersons

LEAST_PROBABILITY = 0.5
"""Of an edge that is handed on: below it two mentions are more likely of two people."""


def person_edges(
    normal: pa.Table,
    model: PersonLinkage,
    pseudonyms: Pseudonyms,
    changed: ChangedPersons | None = None,
    spark: SparkSession | None = None,
    threads: int | None = None,
) -> Compared:
    """Edges (`schemas.EDGES`) between the persons' mentions of `normal` (`NORMAL_DDL`), sorted; `level` joins keys by
    `+`; `levels.words_of` puts it in words.

    Two mentions with valid ids have none: their numbers say who they are. All mentions of one description hang on the
    smallest, and a person with a valid id is represented by the smallest of the mentions that carry it. Edges of
    reporters' and victims' mentions always lead to a mention that speaks, and nothing else depends on them. With
    `changed` only the edges are made that can differ from yesterday's: those with an end among the mentions named
    beside them; `normal` then has `mention_id` too. With a Spark session pairs are scored there.
    """
    with scratch_database(threads) as connection:
        if changed is None:
            make_people(connection, normal)
            make_records(connection)
            make_pairs(connection)
            compared, kinds = pa.array([], pa.string()), frozenset({"person"})
        else:
            make_neighbours(connection, normal, changed)
            mentions = connection.sql("SELECT mention_id FROM compared ORDER BY ALL").to_arrow_table()["mention_id"]
            compared, kinds = mentions.combine_chunks(), frozenset()
        if not connection.sql("SELECT 1 FROM person_pairs LIMIT 1").fetchall():
            return Compared(EDGES.empty_table(), compared, kinds)
        _name_shares(connection, model, pseudonyms)
        connection.register("scored_pairs", scored(connection, model, spark))
        connection.execute(_JUDGED)
        edges = connection.sql(f"{_EDGES} ORDER BY left_id, right_id").to_arrow_table().cast(EDGES)
        return Compared(edges, compared, kinds)


_NEAR_NAME = next(number for number, level in level_of("name").items() if level == "name_homophone")
"""Splink's number of the surest level of two names that are written otherwise."""


def _name_shares(connection: duckdb.DuckDBPyConnection, model: PersonLinkage, pseudonyms: Pseudonyms) -> None:
    found = connection.sql("SELECT DISTINCT name FROM person_records WHERE name IS NOT NULL ORDER BY name").fetchall()
    names = [name for (name,) in found]
    keys = pseudonyms.of_each("name", ([name] for name in names))
    shares = pa.table(
        {
            "name": pa.array(names, pa.string()),
            "tf_name": pa.array([model.names.get(key, model.rare_name) for key in keys], pa.float64()),
        }
    )
    connection.register("shares_made", shares)
    connection.execute("CREATE OR REPLACE TEMP TABLE name_shares AS FROM shares_made")


def _level() -> str:
    cases = []
    for comparison in COMPARED:
        named = " ".join(
            f"WHEN {number} THEN '{level}'" for number, level in level_of(comparison).items() if level is not None
        )
        cases.append(f"CASE gamma_{comparison} {named} END")
    return f"concat_ws('+', {', '.join(cases)})"


def _agreeing() -> str:
    numbers = [
        (comparison, number)
        for comparison in COMPARED
        for number, level in level_of(comparison).items()
        if level in AGREES
    ]
    return " + ".join(f"CAST(gamma_{comparison} = {number} AS integer)" for comparison, number in numbers)


# Father and son, brother and sister have near names, one door and often one phone: a near name beside another birth
# date is a relative's, unless an id number agrees.
#
# A mention is of one person at most, so people with valid ids compete for it: their odds share one denominator.
# Summed in a fixed order, because sums of floating numbers depend on it.
_JUDGED = f"""
CREATE OR REPLACE TEMP TABLE judged AS
WITH proven AS (
    SELECT record_id_l, record_id_r, l.numbered OR r.numbered AS to_person,
           CASE WHEN l.numbered THEN record_id_r ELSE record_id_l END AS described,
           pow(2.0, least(match_weight, 50)) AS odds, {_level()} AS level
    FROM scored_pairs
    JOIN person_records AS l ON record_id_l = l.record_id JOIN person_records AS r ON record_id_r = r.record_id
    WHERE gamma_name > 0
      AND {_agreeing()} >= CASE WHEN gamma_name = 1 THEN {LEAST_AGREEING_MASKED} ELSE {LEAST_AGREEING} END
      AND NOT (gamma_name <= {_NEAR_NAME} AND gamma_birth = 0 AND gamma_id <= 0)
),
rivals AS (
    SELECT described, list_sum(list_sort(list(odds))) AS odds FROM proven WHERE to_person GROUP BY described
)
SELECT record_id_l, record_id_r, level,
       round(proven.odds / (1 + CASE WHEN to_person THEN rivals.odds ELSE proven.odds END), 6) AS probability
FROM proven LEFT JOIN rivals USING (described)
"""

_EDGES = f"""
WITH likely AS (FROM judged WHERE probability >= {LEAST_PROBABILITY}),
each_way AS (
    SELECT record_id_l AS record_id, record_id_r AS holder_id, probability, level FROM likely
    UNION ALL SELECT record_id_r, record_id_l, probability, level FROM likely
),
between AS (
    SELECT l.first_mention AS one, r.first_mention AS other, probability, level
    FROM likely JOIN person_records AS l ON record_id_l = l.record_id
    JOIN person_records AS r ON record_id_r = r.record_id
    WHERE record_id_l <> record_id_r AND NOT l.links_only AND NOT r.links_only
    UNION ALL
    SELECT own.mention_id, holder.first_mention, probability, level
    FROM each_way JOIN person_records AS reporter USING (record_id) JOIN person_mentions AS own USING (record_id)
    JOIN person_records AS holder ON holder_id = holder.record_id
    WHERE reporter.links_only
    UNION ALL
    SELECT first_mention, own.mention_id, probability, level
    FROM likely JOIN person_records AS described ON described.record_id = record_id_l
    JOIN person_mentions AS own USING (record_id)
    WHERE record_id_l = record_id_r AND own.mention_id <> first_mention
)
SELECT least(one, other) AS left_id, greatest(one, other) AS right_id, probability, level FROM between
"""
