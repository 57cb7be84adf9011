"""The import table: what each room may know of the others."""

from __future__ import annotations

from collections.abc import Iterable

from tests.structure.sources import ROOMS, Module, module, modules

MAY_IMPORT: dict[str, frozenset[str]] = {
    "law": frozenset(),
    "identifiers": frozenset(),
    "review": frozenset(),
    "features": frozenset({"law", "identifiers"}),
    "expectations": frozenset({"features", "identifiers"}),
    "models": frozenset({"features", "law", "identifiers"}),
    "vetting": frozenset({"law", "identifiers"}),
    "simulation": frozenset({"expectations.contracts", "identifiers"}),
    "jobs": frozenset({"features", "expectations", "models", "law", "identifiers", "vetting", "review"}),
    "dags": frozenset({"jobs.registry"}),
    "notebooks": frozenset({"jobs.reader", "review", "identifiers"}),
}
"""Rooms, or modules of a room, that a room may import besides itself. `benchmarks` and `tests` may import anything."""

EXCEPTIONS: dict[str, frozenset[str]] = {
    # Contracts are read by the simulator too, so they know no more than it may.
    "expectations.contracts": frozenset({"identifiers"}),
    # The command `simulate` is the only way from the pipeline to the city.
    "jobs.__main__": MAY_IMPORT["jobs"] | {"simulation"},
}


def breaches(held: Iterable[Module]) -> list[str]:
    """Every import that the table forbids, as `path:line imports name`."""
    found = []
    for one in held:
        if one.room == "benchmarks":
            continue
        special = [name for name in EXCEPTIONS if one.name == name or one.name.startswith(f"{name}.")]
        allowed = EXCEPTIONS[special[0]] if special else MAY_IMPORT[one.room]
        own = special[0] if special and special[0] != "jobs.__main__" else one.room
        for name, line in one.imports():
            ours = name.split(".")[0] in (*ROOMS, "tests")
            if ours and not any(name == room or name.startswith(f"{room}.") for room in (*allowed, own)):
                found.append(f"{one.path}:{line} imports {name}")
    return found


def test_every_room_imports_only_what_the_table_allows() -> None:
    found = breaches(modules())
    assert not found, "move the code, or pass the value in; the table is MAY_IMPORT here:\n" + "\n".join(found)


def test_the_table_catches_a_detector_that_looks_at_the_city() -> None:
    guilty = module("features.peek", "features/peek.py", "def f():\n    from simulation.truth import rings\n")
    assert breaches([guilty]) == ["features/peek.py:2 imports simulation.truth.rings"]


def test_the_table_catches_a_candidate_check_that_asks_a_model() -> None:
    guilty = module("vetting.guess", "vetting/guess.py", "import models.ranking\nfrom features.graph import edges\n")
    assert len(breaches([guilty])) == 2


def test_only_the_command_line_reaches_the_city() -> None:
    text = "from simulation import simulate\n"
    assert not breaches([module("jobs.__main__", "jobs/__main__.py", text)])
    assert breaches([module("jobs.land", "jobs/land.py", text)])


def test_contracts_do_not_know_features() -> None:
    assert breaches(
        [module("expectations.contracts.tax", "expectations/contracts/tax.py", "import features.windows\n")]
    )


def test_every_room_has_a_row_in_the_table() -> None:
    assert set(MAY_IMPORT) == set(ROOMS) - {"benchmarks"}
