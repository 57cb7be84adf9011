"""Every nightly job: what it reads and writes. The order is the order of the night.

Job = `verb_object` = module in `jobs/` = command-line word = Airflow task id. Table = `layer.plural_noun`. The names of
departments' tables come from their contracts; a structure test holds this tuple and the files together. This module is
imported by the DAG, so it imports nothing heavy: contracts are plain data.
"""

from __future__ import annotations

from dataclasses import dataclass

from expectations.contracts import contracts

LANDING = "landing.files"
"""What the runner hands to ingest: delivered files that no committed delivery covers yet."""


@dataclass(frozen=True)
class Job:
    """A job and the tables at its ends.

    `delivered` marks the one that writes a partition per delivery. `recalls` are tables of its own that it may look up
    as the last night before wrote them, in `Run.before`. `on_demand` marks a job whose tables are read when it asks for
    them: what the night before kept spares it most of them.
    """

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    delivered: bool = False
    recalls: tuple[str, ...] = ()
    on_demand: bool = False


SOURCE_TABLES: tuple[str, ...] = tuple(f"bronze.{table}" for table in contracts())
"""Departments' tables: one for each contract."""

_NO_FEATURES: tuple[str, ...] = (
    # They exist only for opened cases, and opened cases are labels: neither may reach a ranking model. weigh_evidence
    # reads fund flows, for dossiers.
    "bronze.fund_flows",
    "bronze.opened_cases",
    # Candidates' papers and the committees they stand for: a path of its own, without models.
    "bronze.committees",
    "bronze.criminal_judgments",
    "bronze.nominations",
    "bronze.villages",
    # Registers: who is who, and nothing about anybody's conduct. link_identities alone reads them.
    "bronze.company_changes",
    "bronze.grid_houses",
    "bronze.grid_people",
    "bronze.grid_units",
    "bronze.house_transfers",
    "bronze.houses",
    "bronze.residents",
    # Read by people until something measured on it is declared and has its scenarios.
    "bronze.tax_arrears",
    # Texts name people: build_features reads them into facts without a name, and hands on and measures only those.
    "bronze.judgment_texts",
    # About departments. Nobody's row may be touched by what somebody asked a petition office.
    "bronze.overdue_answers",
)

# Nobody stands in the rows of the others who could be linked (a case's parties are a table of their own).
_NAMING_SOMEBODY: tuple[str, ...] = tuple(
    f"bronze.{table}" for table, contract in contracts().items() if contract.mentions
)

_FEATURE_SOURCES: tuple[str, ...] = tuple(table for table in SOURCE_TABLES if table not in _NO_FEATURES)

REGISTRY: tuple[Job, ...] = (
    Job(
        "snapshot_reviews",
        reads=(),
        writes=("bronze.reviews", "bronze.link_verdicts", "bronze.model_approvals"),
    ),
    Job(
        "ingest_extracts",
        reads=(LANDING,),
        writes=(*SOURCE_TABLES, "quarantine.rejected_rows", "quarantine.delivered_files"),
        delivered=True,
    ),
    Job(
        "link_identities",
        reads=(*_NAMING_SOMEBODY, "bronze.standard_addresses", "bronze.link_verdicts", "bronze.model_approvals"),
        writes=(
            "linked.crosswalks",
            "linked.entities",
            "linked.identities",
            "linked.disputes",
            "linked.links",
            "linked.review_items",
            "linked.entity_changes",
            "linked.addresses",
            "linked.standard_addresses",
        ),
        recalls=("linked.crosswalks", "linked.links", "linked.identities"),
        on_demand=True,
    ),
    Job(
        "build_graph",
        reads=(
            "linked.crosswalks",
            "linked.entities",
            "linked.addresses",
            "linked.standard_addresses",
            "bronze.case_parties",
            "bronze.civil_cases",
            "bronze.companies",
            "bronze.company_officers",
            "bronze.company_shareholders",
            "bronze.enforcements",
            "bronze.house_transfers",
            "bronze.judgment_texts",
            "bronze.lending_licences",
            "bronze.mortgages",
            "bronze.notarised_debts",
            "bronze.notarised_powers",
            "bronze.standard_addresses",
        ),
        writes=("graph.edges", "graph.members"),
    ),
    Job(
        "build_features",
        reads=(
            "linked.crosswalks",
            "linked.entities",
            "linked.disputes",
            "graph.edges",
            "graph.members",
            "bronze.judgment_texts",
            *_FEATURE_SOURCES,
            "quarantine.delivered_files",
        ),
        writes=(
            "features.judgment_facts",
            "features.lenders",
            "features.lender_groups",
            "features.companies",
            "features.disputes",
        ),
    ),
    Job(
        "weigh_evidence",
        reads=(
            "linked.crosswalks",
            "linked.entities",
            "linked.addresses",
            "linked.standard_addresses",
            "linked.disputes",
            "graph.edges",
            "graph.members",
            "features.judgment_facts",
            "features.lenders",
            "features.companies",
            "features.disputes",
            "bronze.fund_flows",
            *_FEATURE_SOURCES,
            "quarantine.delivered_files",
        ),
        writes=("features.evidence_items", "maps.clue_areas", "maps.clue_totals"),
        recalls=("maps.clue_areas", "maps.clue_totals"),
    ),
    Job(
        "score_entities",
        reads=(
            "bronze.model_approvals",
            "linked.crosswalks",
            "linked.entities",
            "linked.disputes",
            "features.lenders",
            "features.companies",
            "features.disputes",
            "features.evidence_items",
        ),
        writes=("scores.lenders", "scores.companies", "scores.disputes", "scores.reasons"),
    ),
    Job(
        "vet_candidates",
        reads=(
            "linked.crosswalks",
            "bronze.nominations",
            "bronze.criminal_judgments",
            "bronze.judgment_debtors",
            "bronze.reviews",
            # Its rows are not used: a check holds nominations against the villages that there are.
            "bronze.villages",
        ),
        writes=("lists.candidate_checks",),
    ),
    Job(
        "rank_lists",
        reads=(
            "scores.lenders",
            "scores.companies",
            "scores.disputes",
            "scores.reasons",
            "features.evidence_items",
            "features.lenders",
            "features.companies",
            "features.disputes",
            "bronze.reviews",
            "quarantine.delivered_files",
        ),
        writes=("lists.lenders", "lists.companies", "lists.disputes"),
    ),
    Job(
        "publish_reports",
        reads=(
            "lists.lenders",
            "lists.companies",
            "lists.disputes",
            "lists.candidate_checks",
            "scores.lenders",
            "scores.companies",
            "scores.disputes",
            "features.evidence_items",
            "features.lender_groups",
            "graph.edges",
            "graph.members",
            "maps.clue_areas",
            "maps.clue_totals",
            "quarantine.delivered_files",
            "linked.review_items",
            "linked.entities",
            "linked.crosswalks",
        ),
        writes=("lineage.table_versions",),
    ),
)


def job(name: str) -> Job:
    """The registered job of that name; raises KeyError that lists the names there are."""
    for candidate in REGISTRY:
        if candidate.name == name:
            return candidate
    raise KeyError(f"no job {name!r}; the jobs are {', '.join(entry.name for entry in REGISTRY)}")


def producer(table: str) -> Job:
    """The job that writes a table; raises KeyError when none does."""
    for candidate in REGISTRY:
        if table in candidate.writes:
            return candidate
    raise KeyError(f"no job writes {table!r}")
