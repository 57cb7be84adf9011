"""Drawn examples that the tests of models share."""

from __future__ import annotations

from datetime import date

import numpy as np

from models.fitting import Examples
from models.measures import Measure

MEASURES = (
    Measure("cases_loan_suits_count_365d", "log", "zero", 1, "近一年起诉 {value} 件", "{value} loan suits in a year"),
    Measure("cases_short_share_ratio_365d", "plain", "unknown", 0, "占比 {value}", "share {value}", unit="share"),
    Measure("tickets_reporters_distinct_365d", "log", "zero", 1, "{value} 人反映", "{value} people reported"),
)
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
