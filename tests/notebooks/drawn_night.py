"""A committed night drawn by hand: parquet and manifests, without Spark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from expectations.boundaries import declared_types
from expectations.layers import LAYER_TABLES
from jobs.registry import REGISTRY
from jobs.settings import Settings
from jobs.warehouse import Manifest, TablePart, Warehouse

Row = Mapping[str, Any]

AS_OF = date(2026, 3, 4)
RUN_ID = "20260304T020000Z-drawn"
LENDER, COMPANY, DISPUTE = "P" + "0a" * 10, "C" + "1b" * 10, "D" + "2c" * 10
"""The ids of the night's three lines."""

DOUBTED = "P" + "5f" * 10
"""A person of whom it is in doubt who it is."""

NAME, CITIZEN_ID, PHONE, HOME = "欧阳验真", "11010519491231002X", "13900000000", "home 厦禾路300-605"
"""What the vault holds of the lender, and no page may show."""

_ARROW = {
    "string": pa.string(),
    "bigint": pa.int64(),
    "int": pa.int32(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def _arrow_type(spark_type: str) -> pa.DataType:
    inner = re.fullmatch(r"array<(.*)>", spark_type)
    if inner:
        return pa.list_(_arrow_type(inner.group(1)))
    fields = re.fullmatch(r"struct<(.*)>", spark_type)
    if fields:
        parts = [part.split(":") for part in fields.group(1).split(",")]
        return pa.struct([(name, _arrow_type(kind)) for name, kind in parts])
    return _ARROW[spark_type]


def write_night(settings: Settings, drawn: Mapping[str, list[Row]], as_of: date = AS_OF, run_id: str = RUN_ID) -> None:
    """Commit every later layer and the delivered files of one night, empty where not drawn, and drawn bronze tables.

    What a row leaves out is null. Raises KeyError on a table or column that no layer declares.
    """
    warehouse = Warehouse(settings.warehouse)
    for job in REGISTRY:
        if job.name == "publish_reports":
            continue
        parts = {}
        for table in (name for name in job.writes if name in LAYER_TABLES or name in drawn):
            path = (
                warehouse.batch_path(table, run_id)
                if job.delivered
                else warehouse.part_path(table, f"as_of={as_of.isoformat()}", run_id)
            )
            parts[table] = _write(warehouse, path, table, drawn.get(table, []))
        manifest = Manifest(
            job=job.name,
            partition="" if job.delivered else f"as_of={as_of.isoformat()}",
            run_id=run_id,
            source="synthetic_city",
            code_revision="0123456789abcdef",
            tables=parts,
            inputs={} if job.delivered else {table: {f"batch={run_id}": "d0"} for table in job.reads},
            deliveries={"courts/civil_cases/2026-02-28": {"f0": {"sha256": "ab" * 32}}} if job.delivered else {},
        )
        if job.delivered:
            warehouse.commit_batch(manifest, len(warehouse.batches(job.name)) + 1)
        else:
            warehouse.commit(manifest)


def _write(warehouse: Warehouse, path: str, table: str, rows: list[Row]) -> TablePart:
    columns = [(name, _arrow_type(kind)) for name, kind in declared_types(table).items()]
    unknown = {name for row in rows for name in row} - {name for name, _ in columns}
    if unknown and not (table in LAYER_TABLES and LAYER_TABLES[table].open_ended):
        raise KeyError(f"{table} has no column {sorted(unknown)}")
    columns += [(name, pa.float64()) for name in sorted(unknown)]
    held = pa.table({name: pa.array([row.get(name) for row in rows], kind) for name, kind in columns})
    warehouse.arrow.create_dir(warehouse.local_path(path), recursive=True)
    parquet.write_table(held, f"{warehouse.local_path(path)}/part-0.parquet")
    return TablePart(path, len(rows), f"digest of {table}", "schema")


def identity(row: str, **known: Any) -> Row:
    """A mention in the vault, of the lender."""
    mention = {"source_row_id": row, "role": "creditor", "kind": "person", "name": NAME, "known_on": date(2026, 1, 5)}
    return {**mention, "links_only": False, "entity_id": LENDER, **known}


def score(subject_id: str, kind: str, **known: Any) -> Row:
    """A scored subject that may be listed, by rules."""
    return {
        "subject_id": subject_id,
        "entity_kind": kind,
        "method": "rules_only",
        "score": 0.4,
        "baseline_score": 0.1,
        "eligible": True,
        **known,
    }


def line(subject_id: str, kind: str, **known: Any) -> Row:
    """A line of a list, first and unreviewed."""
    return {
        "rank": 1,
        "rank_with_ties": 1,
        "subject_id": subject_id,
        "entity_kind": kind,
        "as_of": AS_OF,
        "expires_on": AS_OF + timedelta(days=90),
        "method": "rules_only",
        "score": 0.4,
        "reasons": [],
        "evidence_ids": [],
        "counter_evidence_ids": [],
        "weakest_link": 1.0,
        "departments": ["courts"],
        "departments_missing": [],
        "would_change_zh": "一份新的裁判文书",
        "would_change_en": "a new judgment",
        "review_status": "unreviewed",
        "run_id": RUN_ID,
        **known,
    }


def evidence(evidence_id: str, list_name: str, subject_id: str, **known: Any) -> Row:
    """One item for the concern."""
    return {
        "evidence_id": evidence_id,
        "list_name": list_name,
        "subject_id": subject_id,
        "rule": "rule_5_many_suits",
        "polarity": "for",
        "step": 5,
        "law": "trap_loan_2019",
        "sentence_zh": "一年内作为原告起诉 12 次",
        "sentence_en": "filed 12 suits as plaintiff within a year",
        "departments": ["courts"],
        "source_row_ids": ["r1", "r2"],
        "citations": ["courts/civil_cases/2026-02-28, file 1#12", "courts/civil_cases/2026-02-28, file 1#7"],
        "last_on": date(2026, 2, 10),
        **known,
    }


def delivered(department: str, table: str, known_on: date = date(2026, 2, 28), **known: Any) -> Row:
    """A delivered file that was read: 100 rows in, 97 accepted."""
    return {
        "source": "synthetic_city",
        "department": department,
        "table": table,
        "source_file": f"{department}/{table}/{known_on.isoformat()}/{table}.csv",
        "source_place": f"{department}/{table}/{known_on.isoformat()}, file 1",
        "status": "read",
        "encoding": "gb18030",
        "rows_in": 100,
        "rows_accepted": 97,
        "rows_quarantined": 3,
        "bytes": 1000,
        "sha256": "ab" * 32,
        "known_on": known_on,
        **known,
    }


def check(nomination_id: str, ground: str, **known: Any) -> Row:
    """One candidate and one ground without a document."""
    return {
        "nomination_id": nomination_id,
        "entity_id": "P" + "3d" * 10,
        "village_code": "350203001001",
        "ground": ground,
        "kind": "statute",
        "outcome": "no_document_found",
        "document_row_ids": [],
        "citations": [],
        "sentence_zh": "未发现文书",
        "sentence_en": "no document found",
        "as_of": AS_OF,
        "review_status": "unreviewed",
        **known,
    }


def doubt(kind: str, entity_ids: list[str], held_ids: list[str] | None = None, **known: Any) -> Row:
    """A doubt about who is who; without other word its entities are held."""
    return {
        "kind": kind,
        "left_id": "r10/party_a",
        "right_id": "r11/party_b",
        "probability": 0.91,
        "entity_ids": entity_ids,
        "held_ids": entity_ids if held_ids is None else held_ids,
        "explanation_zh": "请核对这两条记录",
        "explanation_en": "compare the two records",
        "agreed_zh": "姓名相同；联系电话相同",
        "agreed_en": "the same name; the same phone",
        **known,
    }


def mention(source_row_id: str, entity_id: str) -> Row:
    """A row's party, linked by its name and phone."""
    return {
        "source_row_id": source_row_id,
        "role": "party_a" if source_row_id == "r10" else "party_b",
        "table": "mediations",
        "entity_id": entity_id,
        "entity_kind": "person",
        "links_only": False,
        "probability": 0.91,
        "explanation_zh": "无有效身份号码；姓名与联系电话相同",
        "explanation_en": "no valid id; the same name and phone",
    }


def entity(entity_id: str, **known: Any) -> Row:
    """A person in two departments' rows."""
    return {
        "entity_id": entity_id,
        "entity_kind": "person",
        "records": 7,
        "departments": ["courts", "justice"],
        "weakest_link": 0.91,
        "has_valid_number": False,
        "conflict": True,
        **known,
    }


def full_night() -> dict[str, list[Row]]:
    """One line on each list with evidence and counter-evidence, candidates, doubts, and what the vault holds."""
    reason = {"feature": "courts_suits_count_365d", "value": 12.0, "contribution": 0.25}
    reason |= {"sentence_zh": "一年内起诉 12 次", "sentence_en": "12 suits within a year"}
    return {
        "scores.lenders": [
            score(LENDER, "person"),
            score("P" + "9f" * 10, "person", score=0.1, eligible=False, why_not="one_step_only"),
        ],
        "scores.companies": [score(COMPANY, "company")],
        "scores.disputes": [score(DISPUTE, "dispute", band="high")],
        "lists.lenders": [
            line(
                LENDER,
                "person",
                steps_evidenced=1,
                steps_observable=4,
                reasons=[reason],
                evidence_ids=["v1"],
                counter_evidence_ids=["v2"],
                departments_missing=["notaries"],
            )
        ],
        "lists.companies": [line(COMPANY, "company", steps_evidenced=0, steps_observable=5)],
        "lists.disputes": [line(DISPUTE, "dispute", band="high", service="mediation")],
        "features.evidence_items": [
            evidence("v1", "lenders", LENDER),
            evidence(
                "v2",
                "lenders",
                LENDER,
                rule="counter_lends_to_relatives",
                polarity="against",
                step=None,
                sentence_zh="借款人均为亲友",
                sentence_en="lends to relatives and friends only",
            ),
        ],
        "features.lenders": [{"entity_id": LENDER, "courts_suits_count_365d": 12.0}],
        "lists.candidate_checks": [
            check("n1", "deprivation_of_political_rights"),
            check("n1", "criminal_punishment", kind="policy"),
            check(
                "n2",
                "criminal_punishment",
                kind="policy",
                outcome="document_found_confirm",
                citations=["courts/criminal_judgments/2026-02-28, file 1#3"],
            ),
        ],
        "quarantine.delivered_files": [
            delivered("courts", "civil_cases"),
            delivered("notaries", "notarised_debts", known_on=date(2025, 12, 31)),
            delivered("police", "police_incidents", status="unreadable", reason="not a workbook", rows_accepted=0),
        ],
        "linked.identities": [
            identity("r20", number=CITIZEN_ID, birth_on=date(1980, 1, 1)),
            identity("r21", number=CITIZEN_ID, phone=PHONE, context=HOME, known_on=AS_OF),
            identity("r22", number_of_another="11010519491231003X"),
            identity("r23", number=CITIZEN_ID, name="举报的人", links_only=True, entity_id=None),
        ],
        "linked.disputes": [{"dispute_id": DISPUTE, "source_row_id": "r9"}],
        "linked.crosswalks": [
            {"source_row_id": "r9", "role": "party_a", "entity_id": "P" + "4e" * 10, "entity_kind": "person"},
            mention("r10", DOUBTED),
            mention("r11", "P" + "6d" * 10),
        ],
        "linked.entities": [entity(DOUBTED), entity("P" + "6d" * 10, has_valid_number=True)],
        "linked.review_items": [doubt("density", [DOUBTED]), doubt("two_numbers", [DOUBTED, "P" + "6d" * 10], [])],
    }
