"""Honest people and companies whose records resemble a ring's do not surface: no two steps, and no place on a list."""

from __future__ import annotations

import pytest
from drawn_city import STEPS, Expectation, read_all
from feature_night import Night

from models.eligibility import LEAST_STEPS, why_not
from models.evidence import Evidence

ON_STEPS = [expected for expected in read_all().expected if expected.name == STEPS]


@pytest.mark.parametrize("expected", ON_STEPS, ids=lambda e: f"{e.scenario}-{e.entity}")
def test_look_alike_has_evidence_in_fewer_than_two_steps_and_is_not_listed(night: Night, expected: Expectation) -> None:
    rows = [row for (subject, _), row in night.evidence.items() if subject == expected.entity]
    lender = night.features["features.lenders"].get(expected.entity)
    items = [Evidence.from_row({**row, "rows": len(row["source_row_ids"])}) for row in rows]
    assert len({item.step for item in items if item.speaks_for}) == expected.value
    assert expected.value is not None
    assert expected.value < LEAST_STEPS
    assert lender is None or why_not("lenders", items, licensed=lender["licensed"]) is not None


@pytest.mark.parametrize("kind", ["wage_protest", "complainant", "bank", "family", "property_manager", "factoring"])
def test_every_kind_that_must_not_surface_is_drawn(kind: str) -> None:
    drawn = read_all()
    assert ("look_alike", kind) in drawn.numbers
    assert str(drawn.numbers["look_alike", kind]) in {expected.scenario for expected in ON_STEPS}
