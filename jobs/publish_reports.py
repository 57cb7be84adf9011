"""Executes the notebooks into the night's pages and writes down which partition was made from which."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from expectations.layers import TABLE_VERSIONS
from jobs.algorithm_record import algorithm_record
from jobs.check_pages import write_check_pages
from jobs.lineage import committed_manifests, table_versions
from jobs.pages import write_pages
from jobs.run import Run
from jobs.warehouse import Warehouse

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """The night's pages in `run.pages`, and `lineage.table_versions`.

    Notebooks open the night through `notebooks.reading`, so that a page shows what an analyst would see; `tables`
    are what they show, and the manifest names them as read.
    """
    record = algorithm_record(run)
    (run.pages / "algorithm_record.json").write_text(
        json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8"
    )
    write_pages(run)
    write_check_pages(run)
    rows = table_versions(committed_manifests(Warehouse(run.settings.warehouse), run.as_of))
    return {TABLE_VERSIONS.name: run.spark.createDataFrame(rows, TABLE_VERSIONS.ddl)}
