"""Declarations of lenders' features in few words: what the name says already is read from the name."""

from __future__ import annotations

from features.declaration import Basis, Condition, Feature, How, Missing, Ratio, Unit

OWN_PART = "Of a loan or suit of several an equal part each: no record tells their shares (民法典 art. 517, 521)."
"""The note of a sum that counts a lender's part of what several lent or claimed together."""


def lender_feature(
    name: str,
    source: str,
    unit: Unit,
    missing: Missing,
    said: tuple[str, str],
    *,
    law: str,
    value: str = "",
    where: tuple[Condition, ...] = (),
    step: int | None = None,
    bounds: tuple[float, float | None] = (0.0, None),
    note: str = "",
) -> Feature:
    """A column of features.lenders over one view; measure, aggregate and window stand in its name. `said` is (zh, en).

    A name that is not built like `<source>_<measure>_<aggregate>_<window>` comes back as a fault of `check`.
    """
    measure, how, window = name.removeprefix(f"{source}_").rsplit("_", 2)
    basis: Basis = "known_on" if window.startswith("known") else "event_on"
    return Feature(
        name,
        "lenders",
        source,
        measure,
        _HOW[how],
        int(window.removeprefix("known").removesuffix("d")),
        unit,
        missing,
        *said,
        value=value,
        where=where,
        basis=basis,
        bounds=bounds,
        typology=step,
        law=law,
        note=note,
    )


def lender_ratio(
    name: str,
    source: str,
    numerator: str,
    denominator: str,
    said: tuple[str, str],
    *,
    law: str,
    at_least: int = 1,
    unit: Unit = "share",
    bounds: tuple[float, float | None] = (0.0, 1.0),
    step: int | None = None,
    note: str = "",
) -> Ratio:
    """A column of features.lenders that is one of its features over another; `source` is the numerator's view."""
    measure, _, _ = name.removeprefix(f"{source}_").rsplit("_", 2)
    return Ratio(
        name,
        "lenders",
        measure,
        numerator,
        denominator,
        *said,
        at_least=at_least,
        unit=unit,
        bounds=bounds,
        typology=step,
        law=law,
        note=note,
    )


_HOW: dict[str, How] = {
    "count": "count",
    "distinct": "distinct",
    "sum": "sum",
    "mean": "mean",
    "median": "median",
    "min": "min",
    "max": "max",
    "latest": "latest",
}
