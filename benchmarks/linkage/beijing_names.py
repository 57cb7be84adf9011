"""`beijing_names`: a real city's published records, companies linked by name and the rest with the credit code hidden.

The files go through the night's own ingest, mentions, normal forms and links. The numbers that departments wrote are
taken away before anything is linked, and read again only when the answer is on disk.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv
from pyspark.sql import functions as F

from benchmarks.ingest import DELIVERED
from benchmarks.linkage.beijing_files import ROLL_DDL, rolls
from benchmarks.linkage.beijing_truth import company_records, measures
from expectations.sources import sources
from features.graph.components import labels
from identifiers.pseudonyms import Pseudonyms
from jobs.land import land
from jobs.link_identities import mention_columns
from jobs.reader import Reader
from jobs.registry import job
from jobs.runner import Runner
from jobs.sessions import start_spark
from jobs.settings import Settings
from jobs.warehouse import Warehouse
from models import linking
from models.linking.company_edges import company_edges
from models.linking.company_levels import COMPANY_THRESHOLD
from models.linking.company_mentions import told_former_names
from models.linking.mentions import MentionColumns

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SOURCE = "beijing_open"
AS_OF = DELIVERED + timedelta(days=1)
_NUMBERS = ("id_number", "registration_no")
_ROLL = MentionColumns("company_rolls", "company", "company", name="company_name", id_number="credit_code")


def measure(arguments: argparse.Namespace) -> dict[str, object]:
    """Link the companies of `arguments.data`, a folder of files as Beijing's departments publish them; then compare.

    `precision` and `recall` are of pairs of records of different files. `companies` are the codes in two or more files,
    `hard_companies` those of them with several names as written, `hard_companies_in_normal_form` those with several in
    normal form; `hard_...` are of their pairs, and `differing_...` of
    the pairs whose two names differ. Codes fall into two halves by a hash: the rules were made looking at `first_half`
    alone, and `errors_by_kind` are of that half. `seconds` are from mentions to companies, without
    ingest. With `arguments.out` the answer is kept there: mention id, company.
    """
    with tempfile.TemporaryDirectory(prefix="mingjing-names-") as folder:
        home = Path(folder)
        settings = Settings.from_environment(
            {**os.environ, "MINGJING_HOME": str(home), "MINGJING_WAREHOUSE": str(home / "warehouse")}
        )
        settings.make_folders()
        land(arguments.data, source=SOURCE, delivered=DELIVERED, settings=settings)
        answer = arguments.out or home / "answer.csv"
        spark = start_spark(settings, "benchmark linkage")
        try:
            Runner(spark, settings, "benchmark").run(job("ingest_extracts"), AS_OF, "benchmark")
            tables = _company_tables(spark, settings, arguments.data)
            print("ingested; linking without any number", file=sys.stderr)
            begun = time.monotonic()
            csv.write_csv(_companies(tables, Pseudonyms.from_key_file(settings.key_file)), answer)
            seconds = time.monotonic() - begun
            print(f"answer written in {seconds:.1f} s; now its truth is read", file=sys.stderr)
            records = company_records(arguments.data, tables, _declared(), csv.read_csv(answer))
        finally:
            spark.stop()
    return {**measures(records), "seconds": round(seconds, 2)}


def _company_tables(spark: SparkSession, settings: Settings, data: Path) -> dict[str, DataFrame]:
    reader = Reader(spark, Warehouse(settings.warehouse), AS_OF)
    listed = spark.createDataFrame(rolls(data).assign(known_on=DELIVERED), ROLL_DDL)
    names = (f"bronze.{one.table}" for one in _declared() if one != _ROLL)
    return {f"bronze.{_ROLL.table}": listed, **{name: reader.read(name) for name in names}}


def _declared() -> list[MentionColumns]:
    """The declared columns of the tables that Beijing's files are mapped to and that name a company, and of rolls."""
    mapped = {file.table for file in sources()[SOURCE].files}
    return [_ROLL, *(one for one in mention_columns() if one.table in mapped and one.role == "company")]


def _companies(tables: dict[str, DataFrame], pseudonyms: Pseudonyms) -> pa.Table:
    """(mention_id, company) of every company mention: linked as at night, by all but the numbers."""
    hidden = linking.mentions(tables, _declared()).withColumns({name: F.lit(None).cast("string") for name in _NUMBERS})
    normal = linking.normalised(hidden, pseudonyms).toArrow()
    links = company_edges(normal, told_former_names(normal)).filter(pc.field("probability") >= COMPANY_THRESHOLD)
    ids, smallest = labels(links["left_id"], links["right_id"])
    linked = pa.table({"mention_id": ids, "company": ids.take(pa.array(smallest))})
    companies = normal.filter(pc.equal(normal["kind"], "company"))
    every = pa.table({"mention_id": pc.binary_join_element_wise(companies["source_row_id"], companies["role"], "/")})
    found = every.join(linked, "mention_id").sort_by("mention_id")
    return found.set_column(1, "company", pc.coalesce(found["company"], found["mention_id"]))
