"""`python -m benchmarks.ingest --data DIR`: hand a folder of extracts over, ingest it, account for every file.

Runs `mingjing land` and the night's own ingest job, checks and all, in a home of its own that is thrown away after.
The last line on stdout is one JSON object; its keys are described with the function `measure`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.reading_speed import speed
from expectations.sources import sources
from jobs.land import land
from jobs.reader import read_pandas
from jobs.registry import job
from jobs.runner import Runner
from jobs.sessions import start_spark
from jobs.settings import Settings
from jobs.warehouse import Warehouse

DELIVERED = date(2024, 12, 31)
"""The day the files count as delivered on: any day does, and a fixed one gives the same ids every time."""


def main() -> None:
    """Measure, and print one JSON object; progress goes to stderr."""
    options = _options()
    if options.data and not options.data.is_dir():
        sys.exit(f"there is no folder {options.data}: put the extracts to read there, or name their folder with --data")
    with tempfile.TemporaryDirectory(prefix="mingjing-ingest-") as folder:
        home = Path(folder)
        found = measure(options.data, options.source, home / "data") if options.data else {}
        if options.speed:
            found |= {"speed": speed(options.speed, _settings, home / "speed")}
            found |= {name: found["speed"][name] for name in ("spark_csv_mb_per_s", "pandas_mb_per_s")}
            found.setdefault("mb_per_s", found["speed"]["mb_per_s"])
        print(json.dumps(found, ensure_ascii=False, sort_keys=True))


def _settings(home: Path) -> Settings:
    made = Settings.from_environment({**os.environ, "MINGJING_HOME": str(home), "MINGJING_WAREHOUSE": f"{home}/w"})
    made.make_folders()
    return made


def measure(data: Path, source: str, home: Path) -> dict[str, Any]:
    """What became of every file of a folder, and how long it took.

    `files`, `readable` (decoded), `mapped` (a contract takes it), `unmapped` and `refused` ({file: reason}), `rows_in`,
    `accepted`, `quarantined` ({rule: rows}), `identity_exact` (rows in = accepted + quarantined for each file, counted
    in the tables that were written), `seconds` of the ingest job from reading to commit, without Spark's start, and
    `mb_per_s` of the delivered bytes.
    """
    settings = _settings(home)
    print(str(land(data, source=source, delivered=DELIVERED, settings=settings)).splitlines()[-1], file=sys.stderr)
    as_of = DELIVERED + timedelta(days=1)
    spark = start_spark(settings, "benchmark ingest")
    try:
        begun = time.monotonic()
        manifest = Runner(spark, settings, "benchmark").run(job("ingest_extracts"), as_of, "benchmark")
        seconds = time.monotonic() - begun
    finally:
        spark.stop()
    warehouse = Warehouse(settings.warehouse)
    files = read_pandas(warehouse, "quarantine.delivered_files", as_of)
    rules = Counter(read_pandas(warehouse, "quarantine.rejected_rows", as_of)["rule"])
    accepted = sum(part.rows for table, part in manifest.tables.items() if table.startswith("bronze."))
    adds_up = files["rows_in"] == files["rows_accepted"] + files["rows_quarantined"]
    written = (int(files["rows_accepted"].sum()), int(files["rows_quarantined"].sum())) == (accepted, rules.total())
    names = files["source_file"].map(lambda path: Path(path).name)
    why = {
        status: dict(
            sorted(zip(names[files["status"] == status], files["reason"][files["status"] == status], strict=True))
        )
        for status in ("unmapped", "refused", "unreadable")
    }
    return {
        "files": len(files),
        "readable": int(files["encoding"].notna().sum()),
        "mapped": int(files["table"].notna().sum()),
        **why,
        "rows_in": int(files["rows_in"].sum()),
        "accepted": accepted,
        "quarantined": dict(sorted(rules.items())),
        "identity_exact": bool(adds_up.all()) and written,
        "seconds": round(seconds, 2),
        "mb_per_s": round(float(files["bytes"].sum()) / 1e6 / seconds, 3),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of extracts as departments wrote them")
    parser.add_argument(
        "--speed",
        type=int,
        nargs="?",
        const=1_000_000,
        metavar="ROWS",
        help="read a made extract of so many rows (default 1000000) as well: by this job, Spark's reader and pandas",
    )
    parser.add_argument(
        "--source",
        default="beijing_open",
        help=f"whose extracts: {', '.join(sources())}, or any name where the folder is <department>/<table>/<files>",
    )
    options = parser.parse_args()
    if not options.data and not options.speed:
        parser.error("name a folder with --data, or ask for --speed")
    return options


if __name__ == "__main__":
    main()
