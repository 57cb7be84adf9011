"""Steps over frames as SQL text: one statement for each, however many columns it names.

A frame built of Column objects costs a call into Java for every name, literal and operator, and one more when each is
forgotten: on a small city a night spent longer on those calls than on its rows. A statement costs a handful.
"""

from __future__ import annotations

from datetime import date

from pyspark.sql import DataFrame

from features.declaration import Value


def query(text: str, **frames: DataFrame) -> DataFrame:
    """The rows of one SELECT over frames, each named in braces: query("SELECT a FROM {rows}", rows=frame).

    Values stand in the text through `literal`. At least one frame is needed.
    """
    session = next(iter(frames.values())).sparkSession
    # A frame is a temporary view while its statement is read. Forgetting that view would empty the cache of a cached
    # frame, so a plan of another shape stands in for it; the planner sees the cache all the same.
    held = {name: frame.where("true") if frame.is_cached else frame for name, frame in frames.items()}
    return session.sql(text, **held)


def literal(value: Value | date | tuple[Value, ...]) -> str:
    """A value of Python as SQL text; a tuple becomes the list that IN takes."""
    if isinstance(value, tuple):
        return f"({', '.join(map(literal, value))})"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    if isinstance(value, date):
        return f"date'{value}'"
    return f"{value!r}D" if isinstance(value, float) else str(value)
