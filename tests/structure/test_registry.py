"""The registry, the files and the contracts say the same."""

from __future__ import annotations

import ast

import pytest

from expectations.contracts import contracts
from expectations.layers import LAYER_TABLES
from jobs.registry import LANDING, REGISTRY, SOURCE_TABLES, Job, job, producer
from tests.structure.sources import ROOT, modules

NAMES = [entry.name for entry in REGISTRY]


@pytest.mark.parametrize("entry", REGISTRY, ids=NAMES)
def test_a_job_is_a_module_with_a_transform(entry: Job) -> None:
    found = [one for one in modules() if one.name in {f"jobs.{entry.name}"}]
    assert found, f"write jobs/{entry.name}.py, or take {entry.name} out of jobs/registry.py"
    (transform,) = [
        node for node in found[0].tree.body if isinstance(node, ast.FunctionDef) and node.name == "transform"
    ]
    assert [argument.arg for argument in transform.args.args] == ["tables", "run"]


def test_a_module_with_a_transform_is_a_job() -> None:
    transforming = {
        one.name.removeprefix("jobs.")
        for one in modules()
        if one.room == "jobs"
        and any(isinstance(node, ast.FunctionDef) and node.name == "transform" for node in one.tree.body)
    }
    assert transforming <= set(NAMES), f"register {sorted(transforming - set(NAMES))} in jobs/registry.py"


@pytest.mark.parametrize("entry", REGISTRY, ids=NAMES)
def test_a_job_has_a_test(entry: Job) -> None:
    texts = [
        path.read_text(encoding="utf-8")
        for path in (ROOT / "tests").rglob("test_*.py")
        if "structure" not in path.parts
    ]
    assert any(entry.name in text for text in texts), f"write tests/jobs/test_{entry.name}.py"


@pytest.mark.parametrize("name", NAMES)
def test_a_job_is_called_verb_object(name: str) -> None:
    assert name.count("_") == 1, f"{name}: one verb, one object"
    assert name.islower()


def test_the_source_tables_are_the_contracts() -> None:
    assert set(SOURCE_TABLES) == {f"bronze.{table}" for table in contracts()}


def test_every_other_table_written_is_declared() -> None:
    written = {table for entry in REGISTRY for table in entry.writes} - set(SOURCE_TABLES)
    assert written == set(LAYER_TABLES), "declare it in expectations/layers/, or drop it there"


def test_every_table_has_one_maker() -> None:
    written = [table for entry in REGISTRY for table in entry.writes]
    assert sorted(written) == sorted(set(written))


def test_a_job_reads_only_what_an_earlier_one_made() -> None:
    for place, entry in enumerate(REGISTRY):
        for table in (table for table in entry.reads if table != LANDING):
            assert NAMES.index(producer(table).name) < place, f"{entry.name} reads {table} before it is made"


@pytest.mark.parametrize("name", ["build_features", "score_entities", "rank_lists"])
@pytest.mark.parametrize("table", ["bronze.fund_flows", "bronze.opened_cases"])
def test_what_exists_only_for_opened_cases_never_ranks(name: str, table: str) -> None:
    assert table not in job(name).reads, (
        f"{table} means 'already investigated': a score on it would rank the office's own work"
    )


REGISTERS = ("residents", "grid_people", "grid_houses", "grid_units", "houses", "company_changes")
SCORING = ("build_graph", "build_features", "weigh_evidence", "score_entities", "rank_lists")


@pytest.mark.parametrize("table", ["linked.identities", *(f"bronze.{name}" for name in REGISTERS)])
def test_the_vault_and_the_registers_feed_no_score(table: str) -> None:
    for name in SCORING:
        assert table not in job(name).reads


def test_transfers_of_homes_reach_the_graph_alone() -> None:
    """For homes sold under a borrower's power of attorney; tests/features/graph holds that no other sale counts."""
    assert [name for name in SCORING if "bronze.house_transfers" in job(name).reads] == ["build_graph"]


def test_texts_of_courts_reach_two_jobs_alone() -> None:
    """One reads in them as what an agent appeared, the other facts without a name; a test of its own holds that what it
    measures with is handed no text."""
    readers = [entry.name for entry in REGISTRY if "bronze.judgment_texts" in entry.reads]
    assert readers == ["build_graph", "build_features"]


def test_counts_of_petition_offices_reach_no_job() -> None:
    assert not [entry.name for entry in REGISTRY if "bronze.overdue_answers" in entry.reads]


def test_everybody_named_in_a_table_is_linked() -> None:
    named = {f"bronze.{table}" for table, contract in contracts().items() if contract.mentions}
    assert named <= set(job("link_identities").reads)


def test_candidate_checks_read_no_score_graph_or_feature() -> None:
    layers = {table.split(".")[0] for table in job("vet_candidates").reads}
    assert layers == {"bronze", "linked"}


def test_an_unknown_job_is_answered_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="link_identities"):
        job("link_everything")
