"""How far the links of some mentions reach: what has to be read again when only they changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pyarrow as pa

from models.linking.company_evidence import FEW_HOLDERS
from models.linking.company_relations import perhaps_related

if TYPE_CHECKING:
    import duckdb


def narrow(city: duckdb.DuckDBPyConnection, touching: Collection[str]) -> None:
    """Leaves in `said` the mentions on which links that touch one of the asked depend, and in `shared` the values.

    These are the holders of their names, of names that may be one company's with theirs, and of names with which they
    share a phone, an address or an officer; and whoever has a number with any of these. Of other names some mentions
    are left and others not, so that a link that touches no asked mention means nothing.
    """
    city.register("asked", pa.table({"mention_id": pa.array(sorted(touching), pa.string())}))
    city.execute(_SHARED)
    city.execute(_OPEN)
    asked, names = (city.sql(names).to_arrow_table()["name"].to_pylist() for names in (_BORNE_BY_ASKED, _NAMES))
    city.register("related", pa.table({"name": pa.array(sorted(perhaps_related(asked, names)), pa.string())}))
    city.execute(_REACHED)


_NAMES = "SELECT DISTINCT name FROM borne"

# A mention with a number of its own is linked by name only where it stands for its name, or where somebody without a
# number has the name. What is like the name matters only to whoever stands for it.
_OPEN = """
CREATE TEMP TABLE open AS
SELECT borne.name, min(mention_id) FILTER (own_id IS NOT NULL AND NOT links_only) AS first,
       bool_or(own_id IS NULL) AS unnumbered
FROM borne JOIN (SELECT mention_id, own_id, links_only FROM said) USING (mention_id)
SEMI JOIN (SELECT name FROM borne SEMI JOIN asked USING (mention_id)) AS wanted ON wanted.name = borne.name
GROUP BY ALL
"""
_BORNE_BY_ASKED = "SELECT name FROM open WHERE first IS NULL OR first IN (SELECT mention_id FROM asked)"

# Two steps, because whether evidence points at one company depends on all else that the mention it points at says.
_SHARED = f"""
CREATE TEMP TABLE asked_values AS SELECT DISTINCT what, value FROM spoken SEMI JOIN asked USING (mention_id);
CREATE TEMP TABLE near AS
SELECT DISTINCT mention_id
FROM spoken SEMI JOIN ({FEW_HOLDERS.format(spoken="spoken SEMI JOIN asked_values USING (what, value)")})
     USING (what, value);
CREATE TEMP TABLE near_values AS SELECT DISTINCT what, value FROM spoken SEMI JOIN near USING (mention_id);
CREATE TEMP TABLE shared AS {FEW_HOLDERS.format(spoken="spoken SEMI JOIN near_values USING (what, value)")};
"""

# Behind a name whose holder has another a company may be found by that other name, and so on.
_REACHED = """
CREATE TEMP TABLE reached AS
WITH RECURSIVE chained AS (SELECT mention_id, name FROM borne SEMI JOIN renamed USING (source_row_id)),
grown AS (
    SELECT name FROM related UNION SELECT name FROM open WHERE unnumbered
    UNION SELECT name FROM spoken SEMI JOIN shared USING (what, value)
    UNION SELECT far.name FROM grown JOIN chained USING (name) JOIN chained AS far USING (mention_id)
)
SELECT mention_id FROM borne SEMI JOIN grown USING (name) UNION SELECT mention_id FROM asked;
INSERT INTO reached
SELECT mention_id
FROM said SEMI JOIN (SELECT organisation_code FROM said SEMI JOIN reached USING (mention_id)) USING (organisation_code);
INSERT INTO reached
SELECT mention_id
FROM said SEMI JOIN (SELECT registration_no FROM said SEMI JOIN reached USING (mention_id)) USING (registration_no);
CREATE OR REPLACE TEMP TABLE said AS SELECT * FROM said SEMI JOIN reached USING (mention_id);
"""
