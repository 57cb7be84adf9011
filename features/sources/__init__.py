"""Source views: normalised rows read from bronze tables and the crosswalk, by name.

A view is declared here (what it holds, in words) and built by the function of the same name in the module that its
declaration stands under. Features and evidence rules name views; nothing else reads bronze tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from features.declaration import View
from features.sources import companies, disputes, lending, relations, reports
from features.sources.declared import VIEWS
from features.sources.reading import CITED_TYPE, Inputs, place

Builder = Callable[[Inputs], str]

_MODULES = (lending, relations, reports, companies, disputes)


def builder(view: str) -> Builder:
    """The function that builds a view; raises KeyError when no module of this package defines it."""
    for module in _MODULES:
        found: Builder | None = getattr(module, view, None)
        if found is not None:
            return found
    raise KeyError(f"no function builds the view {view!r}: define {view}(inputs) in features/sources/")


def build(names: Iterable[str], inputs: Inputs) -> dict[str, str]:
    """The SELECTs of the named views over one run's tables, each with exactly its declared columns."""
    return {name: f"select {', '.join(view_columns(VIEWS[name]))} from {_relation(name, inputs)}" for name in names}


def _relation(name: str, inputs: Inputs) -> str:
    text = builder(name)(inputs)
    return text if text.startswith("{") else f"({text})"


def view_columns(view: View) -> tuple[str, ...]:
    """Columns of a view in their order: the five of every view, then its own."""
    return ("subject_id", "event_on", "known_on", "link", "cited", *(name for name, _, _ in view.columns))


def view_ddl(view: View) -> str:
    """The Spark schema string of a view."""
    own = ", ".join(f"`{name}` {kind}" for name, kind, _ in view.columns)
    return f"subject_id string, event_on date, known_on date, link double, cited {CITED_TYPE}" + (
        f", {own}" if own else ""
    )


def delivered(inputs: Inputs) -> frozenset[str]:
    """Bronze tables (without their layer) that hold any row, read off the crosswalk in one pass.

    Every contract's rows mention somebody, except civil cases, whose parties stand apart: they are looked at.
    """

    held = inputs.query(
        f"""
        select distinct table from {place("crosswalk")}
        union all (select 'civil_cases' from {place("bronze.civil_cases")} limit 1)
        """
    )
    return frozenset(row["table"] for row in held.collect())


__all__ = ["VIEWS", "Inputs", "build", "builder", "delivered", "view_columns", "view_ddl"]
