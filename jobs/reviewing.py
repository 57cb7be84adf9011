"""What people record at the command line: decisions, verdicts, corrections, signatures, and what they take back."""

from __future__ import annotations

import argparse
from datetime import date

from jobs.faults import Fault
from jobs.reader import read_pandas
from jobs.registry import producer
from jobs.settings import Settings
from jobs.verdicts import judge
from jobs.warehouse import Warehouse
from review.store import ReviewStore
from review.verdicts import VerdictStore


def record(settings: Settings, options: argparse.Namespace, on: date) -> int:
    """Obey one of the commands below; what it records bears the day `on`."""
    return _COMMANDS[options.command](settings, options, on, known_on(settings, on))


def known_on(settings: Settings, decided_on: date) -> date:
    """The day from which nights know a decision: its own, or the last night's, which nothing may change behind it."""
    last_night = Warehouse(settings.warehouse).last_night()
    return max(decided_on, last_night) if last_night else decided_on


def _require_line(settings: Settings, list_name: str, column: str, row: str) -> None:
    """Raise Fault where nights were made and a row of a list is on none of them: a slip of the pen would be recorded
    about nobody, and the line that was meant would stay as it is."""
    warehouse = Warehouse(settings.warehouse)
    table = f"lists.{list_name}"
    maker = producer(table).name
    nights = [date.fromisoformat(part.removeprefix("as_of=")) for part in warehouse.partitions(maker)]
    held = (read_pandas(warehouse, table, night, {column: [row]}, [column]) for night in reversed(nights))
    if nights and all(found.empty for found in held):
        raise Fault(f"{row} is no line of any night's {table}", "Copy the id from its page. Nothing was recorded")


def _decide(settings: Settings, options: argparse.Namespace, on: date, known: date) -> int:
    _require_line(settings, options.list_name, "subject_id", options.subject_id)
    row = (options.list_name, options.subject_id)
    review = ReviewStore(settings.review_url).record_decision(
        *row, options.decision, options.reviewer, options.reason, on, known
    )
    print(f"recorded as {review}; nights after {known} show it")
    return 0


def _undo(settings: Settings, options: argparse.Namespace, on: date, known: date) -> int:
    taken_back = (options.review_id, options.reviewer, options.reason, on, known)
    if options.review_id.startswith("verdict-"):
        VerdictStore(settings.review_url).undo(*taken_back)
    else:
        ReviewStore(settings.review_url).undo_decision(*taken_back)
    print(f"taken back; nights after {known} no longer see it")
    return 0


def _correct(settings: Settings, options: argparse.Namespace, on: date, known: date) -> int:
    _require_line(settings, options.list_name, "subject_id", options.subject_id)
    row = (options.list_name, options.subject_id)
    review = ReviewStore(settings.review_url).record_correction(
        *row, options.reviewer, options.reason, on, known, options.row
    )
    print(f"recorded as {review}; nights after {known} show it, and the department mends its record")
    return 0


def _sign(settings: Settings, options: argparse.Namespace, on: date, known: date) -> int:
    _require_line(settings, "candidate_checks", "nomination_id", options.nomination_id)
    left = ReviewStore(settings.review_url).sign_candidate(options.nomination_id, options.signer, known)
    print(f"signed; {f'{left} more has to sign' if left else f'nights after {known} show it'}")
    return 0


_COMMANDS = {"decide": _decide, "judge": judge, "undo": _undo, "correct": _correct, "sign": _sign}
