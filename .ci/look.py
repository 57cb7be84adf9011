"""Looks at what a night left behind, and fails on what is missing: lists, evidence, pages, rights, Airflow's word."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from datetime import date

from jobs.reader import read_pandas
from jobs.registry import REGISTRY
from jobs.settings import Settings
from jobs.warehouse import Warehouse


def main(as_of: date) -> int:
    """Print one line per thing looked at; 1 when one is not as it should be."""
    settings = Settings.from_environment(os.environ)
    warehouse = Warehouse(settings.warehouse)
    faults = []

    def hold(what: str, holds: bool) -> None:
        print(f"{'ok   ' if holds else 'WRONG'} {what}")
        if not holds:
            faults.append(what)

    for job in REGISTRY:
        held = warehouse.batches(job.name) if job.delivered else warehouse.newest(job.name, f"as_of={as_of}")
        hold(f"{job.name} committed", bool(held))
    for name in ("lenders", "companies", "disputes"):
        rows = read_pandas(warehouse, f"lists.{name}", as_of)
        hold(f"lists.{name} has {len(rows)} rows", len(rows) > 0)
        hold(f"lists.{name} gives reasons on each line", bool((rows["reasons"].map(len) > 0).all()))
        hold(f"lists.{name} cites evidence on each line", bool((rows["evidence_ids"].map(len) > 0).all()))
        hold(f"lists.{name} is unreviewed", set(rows["review_status"]) <= {"unreviewed"})
    files = read_pandas(warehouse, "quarantine.delivered_files", as_of)
    whole = files["rows_in"].fillna(0) == files["rows_accepted"].fillna(0) + files["rows_quarantined"].fillna(0)
    hold(f"rows in = accepted + quarantined in each of {len(files)} files", bool(whole.all()))
    pages = sorted((settings.reports / as_of.isoformat()).glob("*.html"))
    hold(f"{len(pages)} pages: {', '.join(page.name for page in pages)}", len(pages) > 0)
    hold("home is its owner's alone", stat.S_IMODE(settings.home.stat().st_mode) & 0o077 == 0)
    with sqlite3.connect(settings.airflow_home / "airflow.db") as database:
        (done,) = database.execute("select count(*) from task_instance where state = 'success'").fetchone()
    hold(f"Airflow saw {done} tasks succeed", done == len(REGISTRY))
    print(f"{len(faults)} things are wrong" if faults else "the night is whole")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(date.fromisoformat(sys.argv[1])))
