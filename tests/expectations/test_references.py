"""References between tables: declared over columns that exist, held by a job, and broken where a row leads nowhere."""

from __future__ import annotations

import pandas as pd
import pytest

from expectations.boundaries import declared_types
from expectations.references import REFERENCES, Reference
from expectations.suites import Held, check_rows
from jobs.checking import _first_holder
from jobs.registry import job


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda one: f"{one.table}.{one.column}")
def test_both_ends_are_declared_and_some_job_holds_them(reference: Reference) -> None:
    assert reference.column in declared_types(reference.table)
    assert reference.key in declared_types(reference.target)
    assert _first_holder(reference.table, reference.target) is not None


def test_fund_flows_without_an_opened_case_are_withheld_and_each_is_counted() -> None:
    (withheld,) = [one for one in REFERENCES if one.withholds]

    assert (withheld.table, withheld.target) == ("bronze.fund_flows", "bronze.opened_cases")
    assert withheld.missing == 0
    assert _first_holder(withheld.table, withheld.target) == job("link_identities"), "which withholds them"


def test_ours_fail_and_theirs_warn() -> None:
    assert {(one.table.startswith("bronze."), one.severity) for one in REFERENCES} == {(True, "warn"), (False, "fail")}


@pytest.mark.parametrize(("lost", "passed"), [(0, True), (1, True), (2, False)])
def test_more_than_the_allowed_share_of_lost_rows_is_seen(lost: int, passed: bool) -> None:
    reference = Reference("bronze.case_parties", "case_no", "bronze.civil_cases", "case_no", "warn", 0.05, "why")
    found = pd.DataFrame({"case_no": [None] * lost + ["案号"] * (20 - lost)})

    (result,) = check_rows(reference.table, [reference.check], Held.of(found))

    assert result.passed is passed
    assert result.recorded() == {
        "table": "bronze.case_parties",
        "check": "references",
        "expectation": "ExpectColumnValuesToNotBeNull",
        "columns": ["case_no"],
        "bounds": {"found_in": "bronze.civil_cases.case_no", "mostly": 0.95},
        "severity": "warn",
        "passed": passed,
        "note": "why",
    }
