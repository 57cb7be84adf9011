"""Source mappings: found by their folder, held against the contracts, and read on drawn files."""

from __future__ import annotations

import pytest

from expectations.contracts import contracts
from expectations.sources import sources
from expectations.sources.declaration import Source, SourceFile, Unmapped, header_form, problems

BEIJING = sources()["beijing_open"]


def penalties(**overrides: object) -> SourceFile:
    given: dict[str, object] = {
        "names": ("a.csv",),
        "department": "works",
        "table": "company_penalties",
        "headers": {"company_name": "名称"},
    }
    return SourceFile(**{**given, **overrides})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (penalties(table="fines"), "no contract is called 'fines'"),
        (penalties(headers={"company_name": "名称", "colour": "色"}), "has no column 'colour'"),
        (penalties(headers={"decision_no": "文号"}), "needs 'company_name'"),
        (penalties(headers={"company_name": "名称", "violation": "名 称"}), "is read into two columns"),
        (penalties(ignored="序号 名称"), "both read and ignored"),
        (penalties(day_first=True, month_first=True), "cannot be day first and month first"),
    ],
)
def test_a_wrong_declaration_is_named(file: SourceFile, problem: str) -> None:
    found = list(problems(Source("place", (file,), ()), contracts()))

    assert len(found) == 1
    assert problem in found[0]
    assert found[0].startswith("a.csv: ")


def test_a_file_declared_twice_is_named() -> None:
    source = Source("place", (penalties(),), (Unmapped(("a.csv",), "a catalogue"),))

    assert list(problems(source, contracts())) == ["a.csv is declared twice"]


def test_a_name_beats_a_pattern() -> None:
    pattern, name = penalties(names=("*.csv",)), penalties(names=("a.csv",), department="other")
    source = Source("place", (pattern, name), ())

    assert source.mapping_of("a.csv") == name
    assert source.mapping_of("b.csv") == pattern
    assert source.mapping_of("b.txt") is None


def test_headers_are_compared_without_space_width_or_made_up_names() -> None:
    assert header_form(" 罚款\n金额（元）") == "罚款金额(元)"
    assert header_form("Unnamed: 12") == ""


def test_beijing_names_every_one_of_its_files_once() -> None:
    mapped = [name for file in BEIJING.files for name in file.names]
    unmapped = [name for entry in BEIJING.unmapped for name in entry.names]

    assert len(mapped) + len(unmapped) == 239
    assert len(set(mapped + unmapped)) == 239
    assert len(mapped) >= 150


def test_no_agencys_code_is_read_as_the_subjects() -> None:
    codes = {file.headers["credit_code"] for file in BEIJING.files if "credit_code" in file.headers}

    assert codes
    assert not [code for code in codes if "机关" in code or "来源单位" in code]


def test_beijing_delivers_only_what_is_about_companies() -> None:
    assert {file.table for file in BEIJING.files} == {
        "abnormal_listings",
        "company_penalties",
        "honours",
        "inspections",
        "permits",
        "tax_penalties",
    }
