"""How well and how fast records are linked: `python -m benchmarks.linkage --case NAME [options]`.

Each case is a module of this package with a function `measure(arguments) -> dict`. Progress goes to stderr; the last
line on stdout is one JSON object. No case reads an answer before it has written its own.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

NEEDS_DATA = {
    "historical_people": "a Parquet file, or a folder with one, of historical people in the form of Splink's example",
    "beijing_names": "the folder of files that Beijing's departments publish about enterprises",
}
"""Cases that run on public data which is not part of this project, and what `--data` must name for each."""

CASES = (*NEEDS_DATA, "city")


def main(words: Sequence[str] | None = None) -> int:
    """Measure one case and print its JSON; ends with a message and 2 where data is missing."""
    parser = _parser()
    arguments = parser.parse_args(words)
    case: str = arguments.case
    if case in NEEDS_DATA:
        if arguments.data is None:
            parser.error(f"--case {case} needs --data: {NEEDS_DATA[case]}")
        if not arguments.data.exists():
            parser.error(f"--data {arguments.data} does not exist: put {NEEDS_DATA[case]} there, or name another place")
    if arguments.city is not None and not arguments.city.is_dir():
        parser.error(f"--city {arguments.city} is no folder: it must hold landing/ and truth/ (docs/city_format.md)")
    # Each case brings libraries of its own that the others do not need.
    measured = importlib.import_module(f"benchmarks.linkage.{case}").measure(arguments)
    print(json.dumps(measured, ensure_ascii=False))
    return 0


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m benchmarks.linkage", description="Who is who, against the truth.")
    made.add_argument("--case", choices=CASES, required=True, help="what to link")
    made.add_argument("--data", type=Path, help="public data to link (historical_people, beijing_names)")
    made.add_argument("--people", type=int, default=20_000, help="inhabitants of a simulated city (default 20000)")
    made.add_argument("--seed", type=int, default=7, help="same seed, same city, same shuffle (default 7)")
    made.add_argument("--city", type=Path, help="a city that someone else wrote, instead of simulating one")
    made.add_argument("--rules", action="store_true", help="city: by a first night's stated rules, nothing learnt")
    made.add_argument("--out", type=Path, help="where to write the answer: record id, cluster id")
    return made


if __name__ == "__main__":
    sys.exit(main())
