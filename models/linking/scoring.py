"""Candidate pairs of person records scored by Splink, on DuckDB or on Spark, with the same frozen parameters."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pyarrow as pa
from splink import DuckDBAPI, Linker, SparkAPI

from models.linking.person_comparisons import COMPARED, settings

if TYPE_CHECKING:
    import duckdb
    from pyspark.sql import SparkSession
    from splink import SettingsCreator

    from models.linking.person_model import PersonLinkage

_HELD = (
    "record_id, numbered, name, names, gaps, sound, name_pattern, birth, phones, doors, buildings, contexts, homes, "
    "number, id_pattern"
)

_PAIRED = "record_id IN (SELECT unnest([join_key_l, join_key_r]) FROM person_pairs)"


def scored(connection: duckdb.DuckDBPyConnection, model: PersonLinkage, spark: SparkSession | None = None) -> pa.Table:
    """The pairs of `person_pairs` with `match_weight` (log2 of the odds, rounded to 1e-6) and each comparison's level.

    Columns: record_id_l, record_id_r, match_weight, gamma_<comparison>; one row per pair, in any order. `name_shares`
    holds each name's share of people. With a Spark session the pairs are scored there, with equal rows.
    """
    declared = settings(model.chances, model.probability, "duckdb" if spark is None else "spark")
    # Splink is handed what is compared and no more: of a city's records a night's new mentions touch few.
    splink, api = linker(connection, declared, _PAIRED, spark=spark)
    shares, pairs = (connection.sql(f"FROM {table}").to_arrow_table() for table in ("name_shares", "person_pairs"))
    splink.table_management.register_term_frequency_lookup(api.register(shares), "name")
    splink.table_management.register_blocked_pairs_for_predict(api.register(pairs))
    connection.register("predicted", splink.inference.predict(warning_mode="never").as_pyarrow_table())
    levels = ", ".join(f"gamma_{comparison}" for comparison in COMPARED)
    return connection.sql(
        f"SELECT record_id_l, record_id_r, round(match_weight, 6) AS match_weight, {levels} FROM predicted"
    ).to_arrow_table()


def linker(
    connection: duckdb.DuckDBPyConnection,
    declared: SettingsCreator,
    only: str = "true",
    spark: SparkSession | None = None,
    threads: int | None = None,
) -> tuple[Linker, DuckDBAPI | SparkAPI]:
    """Splink over the person records for which the SQL condition `only` holds, and the engine that it runs on.

    On DuckDB that is a cursor of the same database: what Splink leaves there goes with it.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)
    records = connection.sql(f"SELECT {_HELD} FROM person_records WHERE {only} ORDER BY record_id").to_arrow_table()
    cursor = connection.cursor()
    if threads is not None:
        cursor.execute(f"SET threads = {threads}")
    api = DuckDBAPI(cursor) if spark is None else _spark_api(spark)
    # The settings are ours and tested; having them checked against the columns costs a small night a tenth of a second.
    return Linker(api.register(records), declared, log_level=None, validate_settings=False), api


def _spark_api(spark: SparkSession) -> SparkAPI:
    # Our conditions need none of the functions in Splink's jar, and no folder for checkpoints.
    return SparkAPI(spark_session=spark, break_lineage_method="persist", register_udfs_automatically=False)
