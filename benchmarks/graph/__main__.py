"""How fast the relationship graph is made, and what it finds: `python -m benchmarks.graph --case NAME [options]`.

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
    "amlsim": "a folder with nodes.csv and transactions.csv of IBM's AMLSim, or a folder of such folders",
}
"""Cases that run on public data which is not part of this project, and what `--data` must name for each."""

CASES = (*NEEDS_DATA, "scale", "city")


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
    measured = importlib.import_module(f"benchmarks.graph.{case}").measure(arguments)
    print(json.dumps(measured, ensure_ascii=False))
    return 0


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m benchmarks.graph", description="The graph: its speed and finds.")
    made.add_argument("--case", choices=CASES, required=True, help="what to measure")
    made.add_argument("--data", type=Path, help="a simulated payment network (amlsim)")
    made.add_argument("--out", type=Path, help="where to write the answer: account id, score (amlsim)")
    made.add_argument("--nodes", type=int, default=1_000_000, help="nodes of the drawn graph (scale; default 1000000)")
    made.add_argument("--edges", type=int, default=3_000_000, help="edges of the drawn graph (scale; default 3000000)")
    made.add_argument(
        "--limit", type=float, default=30.0, help="minutes after which networkx is stopped (scale; default 30)"
    )
    made.add_argument("--people", type=int, default=20_000, help="inhabitants of a simulated city (default 20000)")
    made.add_argument("--seed", type=int, default=7, help="same seed, same graph, same city (default 7)")
    made.add_argument("--city", type=Path, help="a city that someone else wrote, instead of simulating one")
    return made


if __name__ == "__main__":
    sys.exit(main())
