"""Source views: normalised rows read from bronze tables and the crosswalk, by name.

A view is declared here (what it holds, in words) and built by the function of the same name in the module that its
declaration stands under. Features and evidence rules name views; nothing else reads bronze tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from features.declaration import View
from features.sources import (
    agents,
    companies,
    debtors,
    disputes,
    groups,
    hearings,
    ladders,
    lending,
    licences,
    loans,
    money,
    relations,
    reports,
)
from features.sources.declared import VIEWS
from features.sources.reading import CITED_TYPE, VIEW_COLUMNS, Inputs
from features.sources.sequences import sequences

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Builder = Callable[[Inputs], str]

_MODULES = (
    licences,
    lending,
    debtors,
    loans,
    hearings,
    agents,
    relations,
    ladders,
    reports,
    money,
    companies,
    disputes,
)


def builder(view: str) -> Builder:
    """The function that builds a view; raises KeyError when no module of this package defines it."""
    for module in _MODULES:
        found: Builder | None = getattr(module, view, None)
        if found is not None:
            return found
    raise KeyError(f"no function builds the view {view!r}: define {view}(inputs) in features/sources/")


def build(names: Iterable[str], inputs: Inputs, *, of_groups: bool = False) -> dict[str, str]:
    """The SELECTs of the named views over one run's tables, each with exactly its declared columns.

    With `of_groups` the subject of a row is the group of the lender whose row it is, who stands in member_id.
    """
    return {name: _select(VIEWS[name], inputs, of_groups) for name in names}


def _select(view: View, inputs: Inputs, of_groups: bool) -> str:
    text = builder(view.name)(inputs)
    rows = text if text.startswith("{") else f"({text})"
    layers = sequences(view.name, inputs.as_of)
    if of_groups:
        looked_at = {name for layer in layers for name in layer}
        own = [name for name in view_columns(view) if name not in looked_at]
        rows = f"({groups.rows(rows, own, view.record, inputs)})"
    elif layers:
        rows = f"(select *, subject_id as member_id, 1L as behind from {rows})"
    for layer in layers:
        rows = f"(select *, {', '.join(f'{text} as {name}' for name, text in layer.items())} from {rows})"
    columns = [*view_columns(view), *(["member_id"] if of_groups else [])]
    return f"select {', '.join(columns)} from {rows}"


def view_columns(view: View) -> tuple[str, ...]:
    """Columns of a view in their order: the five of every view, then its own."""
    return (*VIEW_COLUMNS, *(name for name, _, _ in view.columns))


def view_ddl(view: View) -> str:
    """The Spark schema string of a view."""
    own = ", ".join(f"`{name}` {kind}" for name, kind, _ in view.columns)
    return f"subject_id string, event_on date, known_on date, link double, cited {CITED_TYPE}" + (
        f", {own}" if own else ""
    )


def delivered(files: DataFrame) -> frozenset[str]:
    """Bronze tables (without their layer) of which a file was read, by quarantine.delivered_files.

    Whether a table has rows must not matter: the first report by anybody would turn what is unknown into a zero for
    all, and so say something of whoever made it.
    """
    return frozenset(row["table"] for row in files.where("status = 'read'").select("table").distinct().collect())


__all__ = ["VIEWS", "Inputs", "build", "builder", "delivered", "view_columns", "view_ddl"]
