"""The words of the command line: what each command takes, with a default wherever one is sensible."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from jobs.registry import REGISTRY


def parser() -> argparse.ArgumentParser:
    """The parser; `command` in its result names one of `jobs.__main__.COMMANDS`."""
    made = argparse.ArgumentParser(prog="mingjing", description="明镜 Mingjing: a city's nightly risk lists.")
    made.add_argument("--debug", action="store_true", help="show the stack trace of a fault")
    commands = made.add_subparsers(required=True, metavar="COMMAND")
    _extract_commands(commands)
    _night_commands(commands)
    _review_commands(commands)
    _command(commands, "up", "start Airflow's, MLflow's and Jupyter's pages on this machine")
    return made


def _extract_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = _command(commands, "simulate", "write a synthetic city's extracts into landing/")
    _with_as_of(made)
    made.add_argument("--people", type=_positive, default=20_000, help="inhabitants (default 20000)")
    made.add_argument("--seed", type=int, default=None, help="same seed, same bytes (default MINGJING_SEED or 7)")
    made.add_argument("--hardness", type=float, default=1.0, help="scales damage and evasion together (default 1.0)")
    made.add_argument("--nights", type=_positive, default=14, help="nightly deliveries after --as-of (default 14)")
    made.add_argument("--if-empty", action="store_true", help="do nothing when landing/ holds extracts")

    made = _command(commands, "land", "hand extracts over to landing/")
    made.add_argument("folder", type=Path, help="folder of files as the departments wrote them")
    made.add_argument("--source", required=True, help="whose extracts: a folder in expectations/sources, or your own")
    made.add_argument(
        "--delivered",
        type=_day,
        default=None,
        metavar="YYYY-MM-DD",
        help="day of delivery (default: today in Asia/Shanghai)",
    )
    made.add_argument(
        "--as-is",
        action="store_true",
        help="hand over files of which nothing can be read, too: the night keeps them in quarantine",
    )


def _night_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = _command(commands, "run", "run one job: " + ", ".join(entry.name for entry in REGISTRY))
    made.add_argument("job", choices=[entry.name for entry in REGISTRY], metavar="JOB")
    _with_as_of(made)

    made = _command(commands, "nightly", "run the nightly Airflow DAG to ranked lists and reports")
    _with_as_of(made)

    made = _command(commands, "train", "train and register the models on this city's own history")
    _with_as_of(made)
    made.add_argument("--approve", action="store_true", help="approve what was trained, for nights after --as-of")
    made.add_argument("--approver", help="who approves (needed with --approve)")
    made.add_argument("--reason", help="why (needed with --approve)")
    made.add_argument(
        "--simulated-city",
        action="store_true",
        help="only where landing/ is a synthetic city without a model: train and approve in one step",
    )


def _review_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = _command(commands, "approve", "approve a registered model version for nights after --as-of")
    made.add_argument(
        "model", choices=["mingjing-lenders", "mingjing-companies", "mingjing-disputes", "person_linkage"]
    )
    made.add_argument("version")
    made.add_argument("--approver", required=True, help="who approves")
    made.add_argument("--reason", required=True, help="why")
    _with_as_of(made)

    made = _command(commands, "decide", "record a reviewer's decision on a list row")
    _with_subject(made)
    made.add_argument("decision", choices=["confirmed", "dismissed", "needs_more"])
    _with_reviewer(made)

    made = _command(commands, "judge", "record that two mentions are one person or company, or are not")
    made.add_argument("verdict", choices=["must_link", "must_not_link"])
    made.add_argument("left", help="a mention of the last night, source_row_id/role, or an entity's id")
    made.add_argument("right", help="the other mention, or an entity's id")
    made.add_argument(
        "--refute",
        default=None,
        metavar="MENTION",
        help="the one of the two whose valid number is not its own: must be said where two who are not the same bear "
        "one number, and where one and the same bears two",
    )
    _with_reviewer(made)

    made = _command(commands, "verdicts", "write every verdict on who is who as CSV, those taken back too")
    made.add_argument("--out", type=Path, default=None, metavar="FILE", help="file to write (default: the screen)")

    made = _command(commands, "undo", "take a decision or a verdict back; it stays in the history")
    made.add_argument("review_id", help="what `mingjing decide` or `judge` printed, e.g. decision-12 or verdict-3")
    _with_reviewer(made)

    made = _command(commands, "correct", "record that a list row, or a department's row behind it, was found wrong")
    _with_subject(made)
    made.add_argument("--row", default=None, help="source_row_id of the department's row, if it is one")
    _with_reviewer(made)

    made = _command(commands, "sign", "sign a candidate's checked papers; two people do")
    made.add_argument("nomination_id", help="the nomination's pseudonymous id")
    made.add_argument("--signer", required=True, help="who signs")
    _with_as_of(made)


def _with_subject(made: argparse.ArgumentParser) -> None:
    made.add_argument("list_name", choices=["lenders", "companies", "disputes"], metavar="LIST")
    made.add_argument("subject_id", help="the row's pseudonymous id")


def _with_reviewer(made: argparse.ArgumentParser) -> None:
    made.add_argument("--reviewer", required=True, help="who decides")
    made.add_argument("--reason", required=True, help="why")
    _with_as_of(made)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=text, description=text)
    made.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help="show the stack trace of a fault")
    made.set_defaults(command=name)
    return made


def _with_as_of(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--as-of",
        type=_day,
        default=None,
        metavar="YYYY-MM-DD",
        help="what was known at the start of this day (default: today in Asia/Shanghai)",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as YYYY-MM-DD, e.g. 2026-03-04") from None


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)
