"""One night of the two jobs over drawn tables, and its rows by subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from drawn_city import AS_OF, DrawnCity
from drawn_tables import bronze
from pyarrow import dataset
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import StructType

from identifiers.pseudonyms import Pseudonyms
from jobs.build_features import transform as build_features
from jobs.night_before import NightBefore
from jobs.reader import table_ddl
from jobs.registry import SOURCE_TABLES, job
from jobs.run import Run
from jobs.small_tables import arrow_schema, handed_over
from jobs.weigh_evidence import transform as weigh_evidence

KEYS = {
    "features.lenders": "entity_id",
    "features.lender_groups": "community_id",
    "features.companies": "entity_id",
    "features.disputes": "dispute_id",
}


def layer(spark: SparkSession, table: str, rows: list[dict[str, Any]]) -> DataFrame:
    """A later layer's table from drawn rows; what a row leaves out is null."""
    schema = StructType.fromDDL(table_ddl(table))
    filled = [{name: row.get(name) for name in schema.names} for row in rows]
    return spark.createDataFrame(pa.Table.from_pylist(filled, schema=to_arrow_schema(schema)))


def tables_of(spark: SparkSession, drawn: DrawnCity) -> dict[str, DataFrame]:
    """Everything the two jobs read of a drawn city; entities and addresses are not drawn."""
    names = [table.removeprefix("bronze.") for table in SOURCE_TABLES]
    tables = {f"bronze.{name}": bronze(spark, name, drawn.rows.get(name, [])) for name in names}
    for name, rows in {
        "linked.crosswalks": drawn.crosswalk,
        "linked.entities": [],
        "linked.disputes": drawn.disputes,
        "linked.addresses": [],
        "linked.standard_addresses": [],
        "graph.edges": drawn.edges,
        "graph.members": drawn.members,
        "quarantine.delivered_files": [
            {"table": name, "status": "read", "source_file": f"{name}.csv"}
            for name in sorted({*drawn.delivered, *(name for name, held in drawn.rows.items() if held)})
        ],
    }.items():
        tables[name] = layer(spark, name, rows)
    return tables


@dataclass(frozen=True)
class Night:
    """What one night made: feature rows by table and subject, evidence rows by subject and rule."""

    features: Mapping[str, Mapping[str, Mapping[str, Any]]]
    evidence: Mapping[tuple[str, str], Mapping[str, Any]]

    def feature(self, entity: str, name: str) -> Any:
        """The value of a feature; raises KeyError when the entity stands in no table with that column."""
        for rows in self.features.values():
            if entity in rows and name in rows[entity]:
                return rows[entity][name]
        raise KeyError(f"{entity} has no {name}")


def run_night(spark: SparkSession, run: Run, tables: Mapping[str, DataFrame]) -> Night:
    """Both jobs over a night's tables, handed exactly what the registry says."""
    made = build_features({name: tables[name] for name in job("build_features").reads}, run)
    # As the runner hands them on: rows, and no plan.
    made = {name: handed_over(spark, frame.toArrow(), frame.schema) for name, frame in made.items()}
    weigh = job("weigh_evidence")
    weighed = weigh_evidence({name: {**tables, **made}[name] for name in weigh.reads}, run)
    features = {name: {row[key]: row.asDict() for row in made[name].collect()} for name, key in KEYS.items()}
    rows = [row.asDict() for row in weighed["features.evidence_items"].collect()]
    spark.catalog.clearCache()
    return Night(features, {(row["subject_id"], row["rule"]): row for row in rows})


def drawn_run(spark: SparkSession, jurisdiction: str = "zhejiang") -> Run:
    """A run whose key and day never change; nothing in these jobs looks at a folder or a setting.

    Scenarios are drawn for a place whose courts have a test of a professional lender. The month's map stands already.
    """
    unused: Any = None
    drawn = [{"list_name": "lenders", "map_as_of": AS_OF}]
    standing = pa.Table.from_pylist(drawn, schema=arrow_schema("maps.clue_totals"))
    return Run(
        AS_OF,
        "drawn",
        7,
        "synthetic_city",
        jurisdiction,
        spark,
        Pseudonyms(b"k" * 32),
        unused,
        Path("unused"),
        unused,
        NightBefore({"maps.clue_totals": dataset.dataset(standing)}),
    )
