"""One small city, written once and read by every test here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from simulation import Summary, plans, simulate
from simulation.rings import DESIGNS

AS_OF = date(2026, 11, 22)
NIGHTS = 3


@dataclass(frozen=True)
class City:
    landing: Path
    truth: Path
    summary: Summary
    told: list[str]


@pytest.fixture(scope="session")
def write_city(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., City]:
    def write(people: int = 1_500, seed: int = 7, hardness: float = 1.0) -> City:
        home, told = tmp_path_factory.mktemp("city"), []
        summary = simulate(
            home / "landing",
            home / "truth",
            people=people,
            seed=seed,
            as_of=AS_OF,
            hardness=hardness,
            nights=NIGHTS,
            progress=told.append,
        )
        return City(home / "landing", home / "truth", summary, told)

    return write


@pytest.fixture(scope="session")
def small_city(write_city: Callable[..., City]) -> City:
    return write_city()


@pytest.fixture(scope="session")
def town(write_city: Callable[..., City]) -> City:
    """Large enough for shares, with time for its rings to be found and to find homes: eight thousand people."""
    return write_city(people=8_000, seed=20)


@pytest.fixture(scope="session")
def later_town(write_city: Callable[..., City]) -> City:
    """The town if all its rings were of the designs that come from eight rings on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plans, "DESIGNS", DESIGNS[6:8])
        return write_city(people=8_000, seed=20)


@pytest.fixture(scope="session")
def latest_town(write_city: Callable[..., City]) -> City:
    """The town if all its rings were of the designs that come from ten rings on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plans, "DESIGNS", DESIGNS[8:10])
        return write_city(people=8_000, seed=20)
