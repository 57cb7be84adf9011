"""Drawn examples that the tests of models share."""

from __future__ import annotations

from datetime import date

import numpy as np

from features.declaration import Feature
from models.evidence import Evidence
from models.fitting import Examples
from models.measures import Measure

SUITS = Feature(
    name="suits_loans_count_365d",
    list_name="lenders",
    source="suits",
    measure="loans",
    how="count",
    window=365,
    unit="number",
    missing="ZERO",
    zh="近{days}天起诉{value}件借贷案",
    en="{value} loan suits in {days} days",
)
SHARE = Feature(
    name="suits_shortfall_mean_365d",
    list_name="lenders",
    source="suits",
    measure="shortfall",
    how="mean",
    window=365,
    unit="share",
    missing="UNKNOWN",
    zh="到手金额平均短少{value}",
    en="on average {value} less arrived than was owed",
    value="shortfall",
)
REPORTERS = Feature(
    name="harassment_reporters_distinct_365d",
    list_name="lenders",
    source="harassment",
    measure="reporters",
    how="distinct",
    window=365,
    unit="number",
    missing="ZERO",
    zh="近{days}天{value}人反映催收滋扰",
    en="{value} people reported harassment in {days} days",
    value="reporter_id",
)
MEASURES = (Measure(SUITS, 1), Measure(SHARE), Measure(REPORTERS, 1))
UNTIL = date(2025, 3, 4)


def examples(rows: int = 400, seed: int = 11) -> Examples:
    """Subjects whose suits and share raise the chance of a case; the third feature says nothing."""
    dice = np.random.default_rng(seed)
    suits = dice.poisson(2.0, rows).astype(float)
    share = np.where(dice.random(rows) < 0.3, np.nan, dice.random(rows))
    reporters = dice.poisson(1.0, rows).astype(float)
    odds = -4 + 1.5 * np.log1p(suits) + np.where(np.isnan(share), 0.0, share)
    outcomes = (dice.random(rows) < 1 / (1 + np.exp(-odds))).astype(np.int64)
    return Examples(
        np.column_stack([suits, share, reporters]),
        outcomes,
        np.array([f"C{place:04d}" for place in range(rows)]),
        tuple(UNTIL for _ in range(rows)),
    )


def evidence(
    evidence_id: str = "v1",
    *,
    rule: str | None = None,
    speaks_for: bool = True,
    step: int | None = 1,
    value: float | None = None,
    threshold: float | None = None,
    departments: tuple[str, ...] = ("courts",),
    last_on: date | None = None,
) -> Evidence:
    """One piece of evidence; name only what matters to the test."""
    if value is not None and threshold is None:
        threshold = 10.0
    return Evidence(
        evidence_id,
        rule or f"rule_{step or 'case'}_{evidence_id}",
        speaks_for,
        step,
        value,
        threshold,
        f"证据{evidence_id}",
        f"evidence {evidence_id}",
        departments,
        1,
        last_on,
    )
