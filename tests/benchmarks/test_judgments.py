"""`python -m benchmarks.judgments`: its lines, its shares, and whatever text it is given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.judgments import FIELDS, MORE_FIELDS, PARTIES, is_right, measure, score, wilson
from tests.features.judgments.drawn_judgments import judgment

FOUND = "2014年1月1日，李某1向王某1借款10万元，约定年利率24%，借期六个月，当日通过银行转账交付。"
ODD_TEXTS: tuple[Any, ...] = (
    None,
    "",
    "   \n",
    17,
    ["经审理查明："],
    "经审理查明：",
    "The quick brown fox owes 30,000 yuan since 2014-01-01.",
    "借款" * 200_000,
    "1" * 300_000,
    "，" * 300_000,
    "2014年1月1日" * 20_000,
    "经审理查明：" + "今借到王某1人民币壹万元整（10000元），" * 5_000,
    "经审理查明：2014年13月45日，被告向原告借款0元，月利率0%，借期零个月。",
    "\x00\ud800经审理查明：被告向原告借款一二三万亿元。",
)


def write(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_line_holds_every_field_and_the_sentences(tmp_path: Path) -> None:
    data = write(tmp_path / "in.jsonl", [{"doc_id": "a", "text": judgment(FOUND)}])

    said = measure(data, tmp_path / "out.jsonl")

    line = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    assert list(line) == ["doc_id", *FIELDS, *MORE_FIELDS, *PARTIES, "sentences"]
    assert [line[name] for name in PARTIES] == [1, 2, 0, 0]
    assert {name: line[name] for name in FIELDS} == {
        "principal_total_yuan": 100_000,
        "net_disbursed_yuan": None,
        "agreed_rate_monthly_pct": 2.0,
        "overdue_rate_monthly_pct": None,
        "first_loan_date": "2014-01-01",
        "due_date": "2014-07-01",
        "defendant_absent": True,
        "has_guarantor": False,
        "transfer_method": "transfer",
    }
    assert line["sentences"]["agreed_rate_monthly_pct"].endswith(FOUND)
    assert said["documents"] == 1
    assert said["filled"]["due_date"] == 1
    assert said["filled"]["net_disbursed_yuan"] == 0


def test_any_text_gives_a_line_and_none_crashes(tmp_path: Path) -> None:
    rows = [{"doc_id": str(number), "text": text} for number, text in enumerate(ODD_TEXTS)]
    data = write(tmp_path / "in.jsonl", [*rows, {"doc_id": "no text"}, 5])
    with data.open("a", encoding="utf-8") as more:
        more.write("{broken\n\n")

    said = measure(data, tmp_path / "out.jsonl")

    assert said["documents"] == len(ODD_TEXTS) + 1
    assert said["unreadable"] == 2
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert all(line["principal_total_yuan"] is None for line in lines[:7])
    assert said["seconds"] < 30


def test_shares_count_what_is_filled_and_what_is_labelled(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    told = dict.fromkeys(FIELDS) | {"sentences": {}}
    write(
        out,
        [
            told | {"doc_id": "a", "principal_total_yuan": 1000},
            told | {"doc_id": "b", "principal_total_yuan": 2000},
            told | {"doc_id": "c"},
        ],
    )
    labels = tmp_path / "labels.csv"
    labels.write_text(
        "doc_id," + ",".join(FIELDS) + "\n" + "a,1000" + "," * 8 + "\n" + "b" + "," * 9 + "\nc,5" + "," * 8 + "\n"
        "not in the output,7" + "," * 8 + "\n",
        encoding="utf-8",
    )

    found = score(out, labels)["principal_total_yuan"]

    assert (found["n"], found["filled"], found["labelled"], found["right"]) == (3, 2, 2, 1)
    assert (found["precision"], found["recall"]) == (0.5, 0.5)


def test_what_else_is_told_is_measured_where_it_is_labelled(tmp_path: Path) -> None:
    told = dict.fromkeys(FIELDS) | {"sentences": {}, "outcome": "partly", "agents": 1}
    said = {"a": (True, None), "b": (True, False), "c": (None, None)}
    rows = [
        told | {"doc_id": name, "interest_deducted": kept, "withdrawn": back} for name, (kept, back) in said.items()
    ]
    out = write(tmp_path / "out.jsonl", rows)
    labels = tmp_path / "labels.csv"
    names = ["doc_id", *FIELDS, "interest_deducted", "withdrawn", "outcome", "agents"]
    ends = {"a": "true,false,partly,1", "b": "false,false,mediated,1", "c": "true,false,,2"}
    lines = [",".join(names), *(f"{name},{',' * 9}{end}" for name, end in ends.items())]
    labels.write_text("\n".join(lines) + "\n", encoding="utf-8")

    found = score(out, labels)

    counts = {name: tuple(found[name][key] for key in ("filled", "labelled", "right")) for name in names[10:]}
    assert counts == {
        "interest_deducted": (2, 2, 1),
        "withdrawn": (0, 0, 0),
        "outcome": (3, 2, 1),
        "agents": (3, 3, 2),
    }
    assert "plaintiffs" not in found


@pytest.mark.parametrize(
    ("name", "value", "label", "right"),
    [
        ("principal_total_yuan", 100_400, "100000", True),
        ("principal_total_yuan", 100_600, "100000", False),
        ("agreed_rate_monthly_pct", 1.67, "1.6667", True),
        ("agreed_rate_monthly_pct", 1.5, "2.0", False),
        ("due_date", "2014-07-01", "2014-07-01", True),
        ("defendant_absent", True, "true", True),
        ("defendant_absent", False, "true", False),
        ("transfer_method", "cash", "", False),
    ],
)
def test_a_value_is_right_within_its_tolerance(name: str, value: object, label: str, right: bool) -> None:
    assert is_right(name, value, label) is right


def test_the_interval_is_wilson_s() -> None:
    assert wilson(0, 0) is None
    # Newcombe 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), table I: 81 of 263.
    assert wilson(81, 263) == [0.2553, 0.3662]
    assert wilson(10, 10) == [pytest.approx(0.7225, abs=1e-4), 1.0]
