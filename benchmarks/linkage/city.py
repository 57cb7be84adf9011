"""A city, linked by the night's own code and held against the truth that its writer kept: the case `city`.

Nothing of the truth is read before our own answer is written. Parameters and threshold are learnt from the extracts of
earlier months; neither is chosen by what comes out here.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from benchmarks.linkage.city_addresses import addresses_against
from benchmarks.linkage.city_errors import against
from benchmarks.linkage.city_nights import link_city

AS_OF = date(2026, 3, 4)


def measure(arguments: argparse.Namespace) -> dict[str, object]:
    """Pairwise measures of persons' and companies' mentions, of all and of pairs with a mention without a valid number,
    and what the night after costs.

    `seconds` are those of a night that keeps nothing but yesterday's ids: bronze tables to an entity for each mention.
    In the incremental night one record in a hundred is new; `incremental_seconds` go the same way, with yesterday's
    vault and registry on disk, `incremental_ratio` is one over the other, and `incremental_equal` says whether both
    ended in the same mentions and tables. Of each night reading and linking are told apart. Written addresses are
    linked to standard ones besides (`city_addresses`), in `address_seconds` of their own.
    """
    with tempfile.TemporaryDirectory(prefix="mingjing-city-") as folder:
        home = Path(folder)
        truth, as_of = _city(arguments, home)
        answer = arguments.out or home / "answer.parquet"
        figures = link_city(home, as_of, arguments.seed, answer, arguments.rules)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return {
            "people": arguments.people,
            "seed": arguments.seed,
            "by_rules": arguments.rules,
            **figures,
            "peak_mb": peak,
            **against(truth, answer),
            **addresses_against(truth, answer, home, as_of),
        }


def _city(arguments: argparse.Namespace, home: Path) -> tuple[Path, date]:
    """The folder of the truth and the night, after the city's extracts were read into a warehouse under `home`."""
    environment = {**os.environ, "MINGJING_HOME": str(home), "MINGJING_SEED": str(arguments.seed)}
    if arguments.city is None:
        words = ["simulate", "--people", str(arguments.people), "--seed", str(arguments.seed)]
        _run([*words, "--as-of", AS_OF.isoformat()], environment)
        truth, as_of = home / "truth", AS_OF
    else:
        truth = arguments.city / "truth"
        (home / "landing").symlink_to((arguments.city / "landing").resolve())
        as_of = date.fromisoformat(json.loads((truth / "city.json").read_text(encoding="utf-8"))["as_of"])
    _run(["run", "ingest_extracts", "--as-of", as_of.isoformat()], environment)
    return truth, as_of


def _run(words: list[str], environment: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "jobs", *words], env=dict(environment), stdout=sys.stderr, check=True)
