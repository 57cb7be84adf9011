"""Links of persons by stated rules, where no trained model is in force: a name and something else that agrees.

Each rule is stated with the belief that a link of its kind is right. It links a mention without a valid number to
everybody with one who fits; where several do, resolution cuts all of them off again, because nobody can say who it is.
"""

from __future__ import annotations

import pyarrow as pa

from models.linking.database import scratch_database
from models.linking.person_records import MOST_HOLDERS_OF_A_PHONE
from models.linking.schemas import EDGES

VERSION = "rules-1"
"""Names the rules in `linked.links`. That no night goes on from links which other rules made does not hang on it: after
any change of the program all are compared anew (`jobs.kept_forms.forms_version`)."""

PROBABILITY = {
    "name_and_phone": 0.97,
    "name_birth_and_address": 0.95,
    "name_and_birth": 0.90,
}
"""That a link of this level is right: stated beliefs. `benchmarks.linkage --case city --rules` holds them against a
city's truth."""


def person_links(normal: pa.Table) -> pa.Table:
    """Links (`schemas.EDGES`) of persons' mentions without a valid id to those with one of the same name who share the
    phone, or the birth date. `normal` holds normalised mentions with `mention_id`.

    What reporters and victims say helps nobody else to be linked: their mentions are linked and link nobody.
    """
    with scratch_database() as city:
        city.register("normal", normal)
        return (
            city.sql(
                f"{_PERSONS} SELECT least(one, other) AS left_id, greatest(one, other) AS right_id, probability, level "
                "FROM links ORDER BY ALL"
            )
            .to_arrow_table()
            .cast(EDGES)
        )


def _by(level: str) -> str:
    return f"CAST({PROBABILITY[level]} AS double) AS probability, '{level}' AS level"


def _to_numbered(level: str, *keys: str) -> str:
    """Links to one mention of everybody with a valid number and the same values of some columns."""
    columns = ", ".join(keys)
    present = " AND ".join(f"{key} IS NOT NULL" for key in keys)
    return f"""SELECT mention_id AS one, held AS other, {_by(level)}
        FROM sought JOIN (SELECT {columns}, min(mention_id) AS held FROM numbered WHERE {present}
                          GROUP BY own_id, {columns}) USING ({columns})"""


_PERSONS = f"""
WITH people AS (FROM normal WHERE kind = 'person' AND name IS NOT NULL),
sought AS (FROM people WHERE own_id IS NULL),
own_phones AS (
    SELECT phone FROM people WHERE NOT links_only AND phone IS NOT NULL
    GROUP BY phone HAVING count(DISTINCT name) <= {MOST_HOLDERS_OF_A_PHONE}
),
known AS (FROM people WHERE NOT links_only AND own_id IS NOT NULL),
numbered AS (
    SELECT known.* REPLACE (CASE WHEN own_phones.phone IS NOT NULL THEN known.phone END AS phone)
    FROM known LEFT JOIN own_phones ON known.phone = own_phones.phone
),
links AS (
    {_to_numbered("name_and_phone", "name", "phone")}
    UNION ALL {_to_numbered("name_and_birth", "name", "birth_on")}
    UNION ALL {_to_numbered("name_birth_and_address", "name", "birth_on", "address")}
)
"""
