"""The command line: `mingjing` or `python -m jobs`. The only place that reads the clock or the environment."""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

# spark-submit runs this file as a script and puts its folder first on the path, where our module names would answer
# for others'.
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).resolve().parent]

from jobs.arguments import parser
from jobs.faults import Fault, as_fault
from jobs.registry import job
from jobs.settings import Settings

if TYPE_CHECKING:
    from jobs.runner import Runner

CITY_CLOCK = ZoneInfo("Asia/Shanghai")
SIMULATED_APPROVER = "simulated manager (synthetic city)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 on a fault, 2 on arguments that make no sense."""
    options = parser().parse_args(arguments)
    try:
        # Everything a run makes is readable by its owner only.
        os.umask(0o077)
        settings = Settings.from_environment(os.environ)
        settings.make_folders()
        return int(COMMANDS[options.command](options, settings) or 0)
    except KeyboardInterrupt:
        print("mingjing: stopped; nothing half-done is visible", file=sys.stderr)
        return 130
    except Exception as error:
        if options.debug:
            traceback.print_exc()
        known = as_fault(error)
        first = next(iter(str(error).splitlines()), "")[:300]
        print(
            f"mingjing: {known}"
            if known
            else f"mingjing: unexpected {type(error).__name__}: {first}. Run again with --debug for the trace; "
            f"nothing half-done is visible",
            file=sys.stderr,
        )
        return 1


def _as_of(options: argparse.Namespace) -> date:
    return _not_after_today("--as-of", options.as_of)


def _not_after_today(option: str, day: date | None) -> date:
    """The day that was asked for, or today; raises Fault on a later one.

    One night as of next century would count every delivery after it as known only then.
    """
    today = datetime.now(CITY_CLOCK).date()
    if day and day > today:
        raise Fault(f"{option} {day} lies after today, {today} in the city", "Nothing was done: correct the date")
    return day or today


def new_run_id() -> str:
    """An id that sorts by the time it was made; the last part tells two runs of one moment apart."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z-{secrets.token_hex(3)}"


def code_revision() -> str:
    """The checked-out commit, with a mark where files differ from it; the package's version outside a checkout
    and where there is no git."""
    here = Path(__file__).parent
    asked = ["git", "-C", str(here), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, check=False)
    except OSError:
        return f"mingjing {metadata.version('mingjing')}"
    return said.stdout.strip() if said.returncode == 0 else f"mingjing {metadata.version('mingjing')}"


def _runner(settings: Settings, name: str) -> Runner:
    from expectations import engine
    from jobs.sessions import start_spark

    # While Java makes the session, Python has nothing to do but import.
    engine.begin()
    spark = start_spark(settings, name)
    from jobs.runner import Runner

    return Runner(spark, settings, code_revision())


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _simulate(options: argparse.Namespace, settings: Settings) -> int:
    from jobs.landing import deliveries
    from simulation import simulate

    if options.if_empty and deliveries(settings.landing, settings.source):
        _progress(f"{settings.landing} holds extracts: no city is made, and neither its size nor its seed is asked for")
        return 0
    try:
        summary = simulate(
            settings.landing,
            settings.home / "truth",
            people=options.people,
            seed=settings.seed if options.seed is None else options.seed,
            as_of=_as_of(options),
            hardness=options.hardness,
            nights=options.nights,
            progress=_progress,
        )
    except (ValueError, FileExistsError) as error:
        raise Fault(str(error), "No city was written") from error
    print(summary)
    return 0


def _land(options: argparse.Namespace, settings: Settings) -> int:
    from jobs.land import land

    print(
        land(
            options.folder,
            source=options.source,
            delivered=_not_after_today("--delivered", options.delivered),
            settings=settings,
            as_is=options.as_is,
        )
    )
    return 0


def _run(options: argparse.Namespace, settings: Settings) -> int:
    # Never stopped from here: Java stops Spark as this process ends, and Python's own stop would wait a second for a
    # server of its own.
    _runner(settings, options.job).run(job(options.job), _as_of(options), new_run_id())
    return 0


def _nightly(options: argparse.Namespace, settings: Settings) -> int:
    from jobs.night import run_dag

    return run_dag(settings, _as_of(options), debug=options.debug)


def _train(options: argparse.Namespace, settings: Settings) -> int:
    as_of, approver, reason = _as_of(options), options.approver, options.reason
    if options.simulated_city:
        if not _is_untrained_synthetic_city(settings, as_of):
            return 0
        # The first night after training should already use the models: the simulated manager approved the day before.
        as_of, approver = as_of - timedelta(days=1), SIMULATED_APPROVER
        reason = "first models of a synthetic city, so that its first night shows what a trained night looks like"
    elif options.approve and not (approver and reason):
        raise Fault("an approval needs a name and a reason", "Add --approver NAME --reason TEXT")
    # Here and not above: every later night asks in vain, and these take seconds to import.
    from jobs.reviewing import known_on
    from jobs.train import train
    from review.store import ReviewStore

    runner = _runner(settings, "train")
    try:
        trained = train(settings, as_of, runner, run_id=new_run_id(), progress=_progress)
    finally:
        runner.spark.stop()
    store = ReviewStore(settings.review_url)
    for model in trained:
        print(model)
        if options.approve or options.simulated_city:
            store.approve_model(
                model.name, model.version, model.source, approver, reason, as_of, known_on(settings, as_of)
            )
    return 0


def _is_untrained_synthetic_city(settings: Settings, as_of: date) -> bool:
    from jobs.landing import deliveries, one_source
    from jobs.warehouse import Warehouse

    found = deliveries(settings.landing, settings.source)
    if one_source(delivery.source for delivery in found) != "synthetic_city":
        return False
    # Once: where a first try found too few cases to train on, every later night would try in vain.
    if Warehouse(settings.warehouse).last_night() is not None:
        return False
    from review.store import ReviewStore

    return not ReviewStore(settings.review_url).approvals_known_before(as_of)


def _approve(options: argparse.Namespace, settings: Settings) -> int:
    from jobs.reviewing import known_on
    from models.registry import NoSuchVersion, source_of
    from review.store import ReviewStore

    try:
        source = source_of(settings.mlflow_uri, options.model, options.version)
    except NoSuchVersion as error:
        raise Fault(str(error), "Name a version that `mingjing train` registered; `mingjing up` shows them") from error
    on = _as_of(options)
    known = known_on(settings, on)
    ReviewStore(settings.review_url).approve_model(
        options.model, options.version, source, options.approver, options.reason, on, known
    )
    print(f"{options.model} version {options.version} is in force for nights after {known}")
    return 0


def _record(options: argparse.Namespace, settings: Settings) -> int:
    from jobs.reviewing import record

    return record(settings, options, _as_of(options))


def _verdicts(options: argparse.Namespace, settings: Settings) -> int:
    from jobs.verdicts import export

    return export(settings, options.out)


def _up(options: argparse.Namespace, settings: Settings) -> int:
    from jobs.up import up

    return up(settings)


COMMANDS = {
    "simulate": _simulate,
    "land": _land,
    "run": _run,
    "nightly": _nightly,
    "train": _train,
    "approve": _approve,
    "decide": _record,
    "judge": _record,
    "verdicts": _verdicts,
    "undo": _record,
    "correct": _record,
    "sign": _record,
    "up": _up,
}


if __name__ == "__main__":
    sys.exit(main())
