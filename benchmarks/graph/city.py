"""Groups and evidence of a city's night, held against the truth that the simulator kept.

The night is made by the jobs themselves, with person linkage trained on the city's own extracts. Truth is opened when
the night's tables are committed.

A planted ring counts as found when its core came out as one group. Its core are the members in whose own name the
records hold a lending act (a loan suit, notarised loan, mortgage or enforcement as creditor): nobody else may join a
group of lenders. They came out as one when at least four fifths of them are in one community, and that community has
no more strangers than members of the ring. A ring with fewer than two such members leaves no group on record: it is
counted apart (`rings_without_group`, and not in `rings_by_design`). A look-alike comes out as a group when another
lender is in its community.

A step of a lender is one of the five steps that rules found evidence for. It is right when the lender stood on the
paper of a loan on which, by the truth, that step was used; recall is over lenders on record. A truth of the simulator
names steps on rings' loans alone: a usurer who works alone keeps interest back and presses debtors too, and evidence of
it counts as wrong. `steps_wrong_on_usurers` is the share of each step's wrong evidence that lies on usurers, null where
none is wrong. `steps_of_rings` is the share of rings that used a step and have evidence of it on any member.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from benchmarks.graph.city_truth import CityTruth, OwnAnswer, figures
from jobs.__main__ import code_revision, new_run_id
from jobs.night import run_in_process
from jobs.registry import job
from jobs.runner import Runner
from jobs.sessions import start_spark
from jobs.settings import Settings
from jobs.train_linkage import train_linkage
from jobs.warehouse import Warehouse
from models.linking.training import TooFewPeople
from review.store import ReviewStore
from simulation import simulate

AS_OF = date(2026, 3, 4)
MEASURED = ("link_identities", "build_graph", "build_features", "weigh_evidence")


def measure(arguments: argparse.Namespace) -> dict[str, object]:
    """Figures of one night; `seconds` are those of the jobs from linking to evidence."""
    with tempfile.TemporaryDirectory(prefix="mingjing-city-") as folder:
        home = Path(folder)
        settings = Settings.from_environment(
            {**os.environ, "MINGJING_HOME": folder, "MINGJING_SEED": str(arguments.seed)}
        )
        settings.make_folders()
        truth, as_of = _city(arguments, home, settings)
        seconds = make_night(settings, as_of)
        found = figures(CityTruth.read(truth), OwnAnswer.read(Warehouse(settings.warehouse), as_of), _say)
        return {**found, "seconds": round(sum(seconds.values()), 1), "jobs": seconds, "seed": arguments.seed}


def _city(arguments: argparse.Namespace, home: Path, settings: Settings) -> tuple[Path, date]:
    """The folder of the truth, and the night that the city is made for."""
    if arguments.city is None:
        people, seed = arguments.people, arguments.seed
        simulate(settings.landing, home / "truth", people=people, seed=seed, as_of=AS_OF, progress=_say)
        return home / "truth", AS_OF
    (home / "landing").rmdir()
    (home / "landing").symlink_to((arguments.city / "landing").resolve())
    facts = json.loads((arguments.city / "truth" / "city.json").read_text(encoding="utf-8"))
    return arguments.city / "truth", date.fromisoformat(facts["as_of"])


def make_night(settings: Settings, as_of: date) -> dict[str, float]:
    """Read the extracts, train linkage, run the jobs up to evidence; seconds of the jobs that are measured."""
    runner = Runner(start_spark(settings, "graph benchmark"), settings, code_revision())
    try:
        _run(runner, as_of, ("ingest_extracts",))
        _train(runner, settings, as_of)
        _run(runner, as_of, ("snapshot_reviews",))
        return {name: _run(runner, as_of, (name,)) for name in MEASURED}
    finally:
        runner.spark.stop()


def _run(runner: Runner, as_of: date, names: Iterable[str]) -> float:
    """Seconds that the jobs took."""
    begun = time.monotonic()
    run_in_process(runner, as_of, new_run_id, [job(name) for name in names])
    return round(time.monotonic() - begun, 1)


def _train(runner: Runner, settings: Settings, as_of: date) -> None:
    """Person linkage as `mingjing train` makes it, approved the day before; a small city links by stated rules."""
    try:
        made = train_linkage(settings, as_of - timedelta(days=1), runner.spark, runner.code_revision)
    except TooFewPeople as refusal:
        _say(f"person linkage gets no model: {refusal}")
        return
    approved = (made.source, "benchmark", "measures a trained night", as_of - timedelta(days=1))
    ReviewStore(settings.review_url).approve_model(made.name, made.version, *approved)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
