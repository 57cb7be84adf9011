"""What linking reads of companies' mentions, and the officers that stand in the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from models.linking.kinds import telling_company_name
from models.linking.normal_forms import FORMER_JOINT

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

FORMER_NAMES = pa.schema({"source_row_id": pa.string(), "name": pa.string()})
"""A further name that a row of the register of changes, or a note behind a name, gives its company, in normal form."""

RENAMING = "company_changes"
"""The table whose rows give companies the names they had."""


def former_names(changes: DataFrame) -> pa.Table:
    """(source_row_id, name) of every telling name that a registered change of name (`bronze.company_changes`) gives the
    row's company: the one it had and the one it took."""
    renamed = changes.where("change_kind = 'name'").selectExpr(
        "source_row_id", "explode(array(before_change, after_change)) AS name"
    )
    rows = renamed.where("name IS NOT NULL").toArrow()
    forms = {name: telling_company_name(name) for name in pc.unique(rows["name"]).to_pylist()}
    named = rows.set_column(1, "name", pa.array((forms[name] for name in rows["name"].to_pylist()), pa.string()))
    return named.filter(pc.is_valid(named["name"]))


def told_former_names(normal: pa.Table) -> pa.Table:
    """(source_row_id, name) of every name that a company's mention says it had (`former_name` of `NORMAL_DDL`).

    A name is the row's, so that of a row that speaks of two companies nothing is taken; nor is anything of a reporter
    or a victim: what a row says of them goes no further.
    """
    companies = normal.select(_TOLD).filter(pc.equal(normal["kind"], "company"))
    told = companies.filter(pc.is_valid(companies["former_name"]))
    beside = companies["source_row_id"].filter(pc.is_in(companies["source_row_id"], told["source_row_id"]))
    alone = {one["values"] for one in pc.value_counts(beside).to_pylist() if one["counts"] == 1}
    rows = [
        {"source_row_id": row["source_row_id"], "name": name}
        for row in told.to_pylist()
        if row["source_row_id"] in alone and not row["links_only"]
        for name in row["former_name"].split(FORMER_JOINT)
    ]
    return pa.Table.from_pylist(rows, FORMER_NAMES)


_TOLD = ["source_row_id", "kind", "links_only", "former_name"]

# An officer is the id behind a citizen id, else name and phone together: a name alone is nobody in particular.
READ = """
CREATE TEMP TABLE acting AS
SELECT DISTINCT source_row_id, coalesce(own_id, name || ' ' || phone) AS officer
FROM normal WHERE kind = 'person' AND role IN ('manager', 'officer') AND officer IS NOT NULL;
CREATE TEMP TABLE renamed AS SELECT DISTINCT source_row_id, name, TRUE AS former FROM further_names;
CREATE TEMP TABLE said AS
WITH told AS (
    SELECT concat(source_row_id, '/', role) AS mention_id, source_row_id, links_only, name, stem, own_id,
           registration_no, organisation_code, phone, address,
           own_id IS NULL OR links_only OR source_row_id IN (SELECT source_row_id FROM acting)
               OR source_row_id IN (SELECT source_row_id FROM renamed) AS apart
    FROM normal WHERE kind = 'company'
)
SELECT mention_id, source_row_id, links_only, name, stem, own_id, registration_no, organisation_code, phone, address
FROM told WHERE apart
UNION ALL
SELECT min(mention_id), min(source_row_id), false, name, stem, own_id, registration_no, organisation_code, phone,
       address
FROM told WHERE NOT apart GROUP BY ALL;
CREATE TEMP VIEW borne AS
SELECT mention_id, source_row_id, name, coalesce(former, FALSE) AS former
FROM said LEFT JOIN renamed USING (source_row_id, name) WHERE name IS NOT NULL
UNION ALL
SELECT mention_id, source_row_id, renamed.name, TRUE
FROM said JOIN renamed USING (source_row_id) WHERE renamed.name IS DISTINCT FROM said.name;
CREATE TEMP VIEW spoken AS
SELECT mention_id, name, 'phone' AS what, phone AS value
FROM said WHERE NOT links_only AND name IS NOT NULL AND phone IS NOT NULL
UNION ALL
SELECT mention_id, name, 'address', address
FROM said WHERE NOT links_only AND name IS NOT NULL AND address IS NOT NULL
UNION ALL
SELECT mention_id, name, 'officer', officer
FROM said JOIN acting USING (source_row_id) WHERE NOT links_only AND name IS NOT NULL;
"""
"""DuckDB SQL over `normal` (`NORMAL_DDL`) and `further_names`: `said`, the mentions of companies; `borne`, every name
that one has or had; `spoken`, what else it says of its company. Reporters' and victims' words are nobody's evidence and
no part of `spoken`. Of mentions that bear one credit code and say the same (most of a city's) `said` holds the first:
all links lead to one of them."""
