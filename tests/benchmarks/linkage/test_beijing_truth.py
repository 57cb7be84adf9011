"""Pairs of six drawn records, counted by hand, and how kinds of errors are told."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from benchmarks.linkage.beijing_truth import Pairs, compared, count_pairs, in_first_half, measures, subject_code
from benchmarks.linkage.company_errors import kind_of
from identifiers import credit_codes
from tests.drawn_tables import credit_code

HAI, DA, SHAN = "北京鑫海科技有限公司", "北京顺达汽车租赁有限公司", "北京明月餐饮有限公司"
RECORDS = pd.DataFrame(
    [
        ("f1", "A", HAI, "X", True),
        ("f2", "A", HAI, "X", True),
        ("f2", "A", DA, "X", True),
        ("f3", "A", HAI, "Y", True),  # missed
        ("f1", "B", SHAN, "X", False),  # put to another company
        ("f3", "B", SHAN, "Z", False),
    ],
    columns=["file", "code", "name", "company", "first_half"],
)
"""Two companies, of which the first has two names; the answer makes three of them."""


def test_pairs_are_counted_across_files_only() -> None:
    # Found are 1-2, 1-3, 2-5, 3-5; 1-4, 2-4, 3-4 and 5-6 belong together besides 1-2 and 1-3. 1-5 and 2-3 share a file.
    assert count_pairs(RECORDS) == Pairs(found=4, belonging=6, both=2)


def test_pairs_of_two_names_are_counted_apart() -> None:
    # Found are 1-3, 2-5 and 3-5; 1-3 and 3-4 belong together.
    assert count_pairs(RECORDS, differing=True) == Pairs(found=3, belonging=2, both=1)


def test_without_pairs_nothing_is_wrong() -> None:
    alone = RECORDS.iloc[[0, 4]]
    assert count_pairs(alone) == Pairs(0, 0, 0)
    assert (Pairs(0, 0, 0).precision, Pairs(0, 0, 0).recall) == (1.0, 1.0)


def test_hard_pairs_have_an_end_in_a_company_of_several_names() -> None:
    """All but 5-6: what is wrongly joined to such a company counts as its own."""
    made = measures(RECORDS)
    assert (made["companies"], made["hard_companies"], made["hard_companies_in_normal_form"]) == (2, 1, 1)
    assert (made["records"], made["pairs"], made["precision"], made["recall"]) == (6, 6, 0.5, 0.333333)
    assert (made["hard_pairs"], made["hard_precision"], made["hard_recall"]) == (5, 0.5, 0.4)
    assert (made["differing_pairs"], made["differing_precision"], made["differing_recall"]) == (2, 0.333333, 0.5)


def test_halves_are_measured_by_themselves_and_errors_are_told_of_the_first() -> None:
    made = measures(RECORDS)
    first, second = made["first_half"], made["second_half"]
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert (first["pairs"], first["precision"], first["recall"]) == (5, 1.0, 0.4)
    assert (second["pairs"], second["precision"], second["recall"]) == (1, 1.0, 0.0)
    assert made["errors_by_kind"] == {
        "false_merges": {},
        "misses": {"one name": 2, "names with nothing in common": 1},
    }


def test_a_name_that_only_gains_a_site_is_one_name_in_normal_form() -> None:
    sites = RECORDS.assign(name=RECORDS["name"].replace({DA: f"{HAI}（锅炉房）"}))
    made = measures(sites)
    assert (made["hard_companies"], made["hard_companies_in_normal_form"]) == (1, 0)


def test_a_record_stands_once_and_one_that_linking_left_out_stands_alone(tmp_path: Path) -> None:
    rows = pd.DataFrame(
        [("f1", 2, HAI, "A", "m1"), ("f1", 3, HAI, "A", "m2"), ("f2", 2, HAI, "A", "m3")],
        columns=["file", "source_row", "name", "code", "mention_id"],
    )
    answer = pd.DataFrame([("m1", "X"), ("m2", "X")], columns=["mention_id", "company"])
    made = compared(tmp_path, rows, answer)
    assert list(zip(made["file"], made["company"], strict=True)) == [("f1", "X"), ("f2", "m3")]
    assert set(made["first_half"]) == {in_first_half("A")}


def completed(first_seventeen: str) -> str:
    return first_seventeen + credit_codes.check_character(first_seventeen)


def test_a_code_counts_that_passes_its_check_and_is_a_companys() -> None:
    code = credit_code(1)
    agency, placeholder = completed("11350200004123456"), completed("0" * 17)
    assert credit_codes.check(agency).valid
    assert credit_codes.check(placeholder).valid
    wrong = code[:17] + ("1" if code[17] != "1" else "2")
    assert [subject_code(one) for one in (code, f" {code.lower()} ", agency, placeholder, wrong, "", None)] == [
        code,
        code,
        *[None] * 5,
    ]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (HAI, HAI, "one name"),
        (HAI, f"{HAI}（锅炉房）", "one name, another site"),
        (HAI, "北京鑫海科技股份有限公司", "same stem: other legal form"),
        (HAI, "天津鑫海科技有限公司", "same stem: other place"),
        (HAI, "北京鑫海汽车租赁有限公司", "same name proper, other trade"),
        (HAI, "北京鑫达科技有限公司", "one character replaced"),
        (HAI, "北京鑫海达科技有限公司", "one character missing"),
        (HAI, "北京中京鑫海科技有限公司", "one name within the other"),
        (HAI, "北京明月科技有限公司", "other name proper, same trade"),
        (HAI, DA, "names with nothing in common"),
        (HAI, "北京海月餐饮有限公司", "names with little in common"),
    ],
)
def test_how_two_names_differ_is_told_in_either_order(one: str, other: str, kind: str) -> None:
    assert kind_of(one, other) == kind_of(other, one) == kind
