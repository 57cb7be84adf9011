"""`python -m benchmarks.judgments --data FILE.jsonl --out FILE.jsonl`: facts read from the texts of judgments.

Each line of the input is an object with `doc_id` and `text`; each line of the output holds the same `doc_id`, its
fields and the sentences they were read from. With `--labels FILE.csv` (a column `doc_id` and one per field, an empty
cell for null) precision and recall of each field are measured after the output is written. The last line on stdout is
one JSON object; its keys are described with `measure` and `score`.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from features.judgments import Facts, read_judgment
from features.judgments.heads import PartyRole

FIELDS: dict[str, str] = {
    "principal_total_yuan": "principal_fen",
    "net_disbursed_yuan": "net_fen",
    "agreed_rate_monthly_pct": "agreed_rate_monthly_percent",
    "overdue_rate_monthly_pct": "overdue_rate_monthly_percent",
    "first_loan_date": "first_loan_on",
    "due_date": "due_on",
    "defendant_absent": "defendant_absent",
    "has_guarantor": "has_guarantor",
    "transfer_method": "transfer_method",
}
"""A field of the output -> the field of `Facts` it is written from."""

MORE_FIELDS: dict[str, str] = {
    "interest_deducted": "interest_deducted",
    "outcome": "outcome",
    "withdrawn": "withdrawn",
}
"""The same of what is written beside them; measured where the labels have such a column."""
SAID = ("interest_deducted", "withdrawn")
"""Fields that count as filled, and as labelled, only where they are true: what a text is silent of is false."""
PARTIES: dict[str, tuple[PartyRole, ...]] = {
    "plaintiffs": ("plaintiff",),
    "defendants": ("defendant", "guarantor"),
    "third_parties": ("third_party",),
    "agents": ("agent",),
}
"""Count of parties -> the roles counted in it, each name once."""

AMOUNT_TOLERANCE = 0.005
"""Share of the labelled amount by which an amount may differ."""
RATE_TOLERANCE = 0.01
"""Percentage points a month by which a rate may differ."""
_SURE = 1.959964
"""Standard normal quantile of a 95 % interval."""


def main() -> None:
    """Read, write, score, and print one JSON object; progress goes to stderr."""
    options = _options()
    if not options.data.is_file():
        sys.exit(f"there is no file {options.data}: name one of JSON lines with --data")
    found = measure(options.data, options.out)
    if options.labels:
        found["fields"] = score(options.out, options.labels)
    print(json.dumps(found, ensure_ascii=False, sort_keys=True))


def measure(data: Path, out: Path) -> dict[str, Any]:
    """Read every document and write its line.

    `documents` (lines that hold an object), `unreadable` (lines that hold none), `seconds` of reading the texts without
    the files, `documents_per_second`, `filled` ({field: documents where it is not null}).
    """
    filled = dict.fromkeys(FIELDS, 0)
    documents = unreadable = 0
    seconds = 0.0
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as written:
        for row in _rows(data):
            if row is None:
                unreadable += 1
                continue
            begun = time.perf_counter()
            line = line_of(row.get("doc_id"), read_judgment(row.get("text")))
            seconds += time.perf_counter() - begun
            documents += 1
            for name in FIELDS:
                filled[name] += line[name] is not None
            written.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"{documents} documents in {seconds:.2f} s, {unreadable} lines unreadable", file=sys.stderr)
    return {
        "documents": documents,
        "unreadable": unreadable,
        "seconds": round(seconds, 3),
        "documents_per_second": round(documents / seconds, 1) if seconds else None,
        "filled": filled,
    }


def line_of(doc_id: object, facts: Facts) -> dict[str, Any]:
    """One line of the output: money in yuan, days as ISO text, how many parties of each kind, and the sentence of each
    field that has one."""
    line: dict[str, Any] = {"doc_id": doc_id}
    fields = FIELDS | MORE_FIELDS
    for name, held in fields.items():
        value = getattr(facts, held)
        if value is not None and name.endswith("_yuan"):
            value = value // 100 if value % 100 == 0 else value / 100
        elif value is not None and name.endswith("_date"):
            value = value.isoformat()
        line[name] = value
    for name, roles in PARTIES.items():
        line[name] = len({party.name for party in facts.parties if party.role in roles})
    line["sentences"] = {name: facts.sentences[held] for name, held in fields.items() if held in facts.sentences}
    return line


def score(out: Path, labels: Path) -> dict[str, dict[str, Any]]:
    """Per field: `precision` = right / filled, `recall` = right / labelled with a value, each with its 95 % interval
    (Wilson), `filled`, `labelled` and `right`, over the documents that have a row of labels. Fields besides `FIELDS`
    are measured where the labels have a column for them; those of `SAID` only where they are true."""
    told = {row["doc_id"]: row for row in _rows(out) if row is not None}
    with labels.open(encoding="utf-8-sig", newline="") as held:
        rows = [row for row in csv.DictReader(held) if row["doc_id"] in told]
    made = {}
    more = [name for name in (*MORE_FIELDS, *PARTIES) if rows and name in rows[0]]
    for name in (*FIELDS, *more):
        pairs = [(told[row["doc_id"]][name], row[name].strip()) for row in rows]
        if name in SAID:
            pairs = [(value or None, label if label == "true" else "") for value, label in pairs]
        filled = sum(value is not None for value, _ in pairs)
        labelled = sum(label != "" for _, label in pairs)
        right = sum(is_right(name, value, label) for value, label in pairs)
        made[name] = {
            "n": len(pairs),
            "filled": filled,
            "labelled": labelled,
            "right": right,
            "precision": round(right / filled, 4) if filled else None,
            "precision_interval": wilson(right, filled),
            "recall": round(right / labelled, 4) if labelled else None,
            "recall_interval": wilson(right, labelled),
        }
    return made


def is_right(name: str, value: object, label: str) -> bool:
    """Whether a value agrees with its label: amounts and rates within their tolerance, everything else exactly."""
    if value is None or label == "":
        return False
    if name.endswith("_yuan"):
        return abs(float(str(value)) - float(label)) <= AMOUNT_TOLERANCE * abs(float(label))
    if name.endswith("_pct"):
        return abs(float(str(value)) - float(label)) <= RATE_TOLERANCE + 1e-9
    return str(value).lower() == label.lower()


def wilson(right: int, of: int) -> list[float] | None:
    """The 95 % interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953); null of nothing."""
    if not of:
        return None
    share, spread = right / of, _SURE**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = _SURE * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return [round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)]


def _rows(path: Path) -> Iterator[Mapping[str, Any] | None]:
    """Objects of a file of JSON lines; None for a line that holds none. Blank lines are passed over."""
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for line in lines:
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            yield row if isinstance(row, dict) else None


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judgments", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="JSON lines with doc_id and text")
    parser.add_argument("--out", type=Path, required=True, help="where to write a line of facts per document")
    parser.add_argument("--labels", type=Path, help="CSV of labels to score the output against")
    return parser.parse_args()


if __name__ == "__main__":
    main()
