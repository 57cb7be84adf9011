"""Small typed bronze tables, drawn with only what a test cares about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa
from pyarrow import dataset
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import StructType

from expectations.contracts import contracts
from identifiers import citizen_ids, credit_codes
from jobs.night_before import NightBefore
from jobs.reader import table_ddl
from jobs.run import Run
from jobs.small_tables import arrow_schema

Row = Mapping[str, Any]

DELIVERED = date(2026, 1, 5)


def citizen_id(number: int, born: str = "19800101") -> str:
    """A valid citizen id, told apart by a number under 1000."""
    body = f"350203{born}{number:03d}"
    return body + citizen_ids.check_digit(body)


def credit_code(number: int) -> str:
    """A valid credit code, told apart by a number under a billion."""
    body = f"91350200{number:09d}"
    return body + credit_codes.check_character(body)


def bronze(spark: SparkSession, table: str, rows: list[Row]) -> DataFrame:
    """A bronze table (named without its layer); what a row leaves out is null. Raises KeyError on an unknown column."""
    contract = contracts()[table]
    schema = StructType.fromDDL(table_ddl(f"bronze.{table}"))
    drawn = []
    for place, row in enumerate(rows, start=1):
        event_on = row.get(contract.event_on) if contract.event_on else None
        filled: dict[str, Any] = {
            "source_row_id": f"r-{table}-{place}",
            "source": "synthetic_city",
            "department": contract.department,
            "source_file": f"{contract.department}/{table}.csv",
            "source_place": f"{contract.department}/{table}/{DELIVERED.isoformat()}, file 1",
            "source_row": place,
            "event_on": event_on,
            "event_on_basis": "recorded" if event_on else "unknown",
            "known_on": DELIVERED,
            "flags": [],
            **row,
        }
        unknown = set(filled) - set(schema.names)
        if unknown:
            raise KeyError(f"{table} has no column {sorted(unknown)}")
        drawn.append({name: filled.get(name) for name in schema.names})
    # Through Arrow, so that a drawn table lives in the plan itself and an empty one costs nothing.
    return spark.createDataFrame(pa.Table.from_pylist(drawn, schema=to_arrow_schema(schema)))


def first_night(spark: SparkSession) -> dict[str, DataFrame]:
    """What linking always reads, empty: no changed name, standard address, verdict or approved model."""
    always = ("company_changes", "standard_addresses", "link_verdicts", "model_approvals")
    names = [f"bronze.{name}" for name in always]
    return {name: spark.createDataFrame([], table_ddl(name)) for name in names}


def night_before(made: Mapping[str, DataFrame], run: Run) -> NightBefore:
    """What a job made in a run, as the night after is handed it."""
    tables = {name: dataset.dataset(frame.toArrow().cast(arrow_schema(name))) for name, frame in made.items()}
    return NightBefore(tables, dict(run.facts))


def night(spark: SparkSession, tables: Mapping[str, list[Row]], also: Iterable[str] = ()) -> dict[str, DataFrame]:
    """The drawn bronze tables by full name, and the ones named in `also` empty."""
    return {f"bronze.{table}": bronze(spark, table, tables.get(table, [])) for table in sorted({*tables, *also})}
