"""What every source view starts from: bronze rows joined to the entities they speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

VIEW_COLUMNS = ("subject_id", "event_on", "known_on", "link", "cited")
"""Columns every view starts with; see features.declaration.View."""

CITED_TYPE = "array<struct<source_row_id:string,department:string,citation:string>>"
"""Spark type of `cited`: the bronze rows behind a view's row, with `file#row` for the reader who is sent there."""

_MENTION_COLUMNS = ("source_row_id", "table", "role", "entity_id", "entity_kind", "links_only", "probability")


@dataclass
class Inputs:
    """The tables of one run and the frames several views share, each made once."""

    tables: Mapping[str, DataFrame]
    as_of: date
    made: dict[str, DataFrame] = field(default_factory=dict)
    delivered: frozenset[str] | None = None
    """Bronze tables (without layer) that hold any row; null until somebody looked."""

    def bronze(self, table: str) -> DataFrame:
        """One department's table as known at as_of; raises KeyError when the job's registry row does not read it."""
        return self.tables[f"bronze.{table}"]

    def once(self, name: str, make: Callable[[], DataFrame], *, keep: bool = False) -> DataFrame:
        """The frame of that name, made the first time it is asked for.

        With `keep` its rows are computed there and then and its plan ends: views that stack on one another would
        otherwise be planned again and again, which cost minutes where the rows cost milliseconds.
        """
        if name not in self.made:
            frame = make()
            self.made[name] = frame.localCheckpoint() if keep else frame
        return self.made[name]

    def all_mentions(self) -> DataFrame:
        """The crosswalk without its words, held by source row: every view joins its rows to a part of it.

        It lies in as many partitions as a shuffle makes, so that each of those joins moves only the other side.
        """

        def make() -> DataFrame:
            crosswalk = self.tables["linked.crosswalks"].select(*_MENTION_COLUMNS)
            partitions = int(crosswalk.sparkSession.conf.get("spark.sql.shuffle.partitions", "4"))
            # Sorted, so that whoever asks for one table's mentions skips the batches of all others.
            held = crosswalk.repartition(partitions, "source_row_id").sortWithinPartitions("table", "role").cache()
            # Filled at once: the planner then knows how small a part of it is, and moves it rather than the rows.
            held.count()
            return held

        return self.once("crosswalk", make)

    def mentions(self, table: str, role: str, *, reporters: bool = False) -> DataFrame:
        """source_row_id, entity_id, entity_kind, probability of one role of one table.

        Rows that only link a reporter or victim are left out, unless `reporters` asks for nothing else: a row says
        nothing about whoever made the report, and serves at most to count reporters apart.
        """
        return (
            self.all_mentions()
            .where((F.col("table") == table) & (F.col("role") == role) & (F.col("links_only") == F.lit(reporters)))
            .select("source_row_id", "entity_id", "entity_kind", "probability")
        )

    def about(self, table: str, role: str) -> DataFrame:
        """The table's rows with the entity in `role` as subject_id, subject_kind and link; unlinked rows left out.

        One row per bronze row (a mention is linked to one entity).
        """
        subjects = self.mentions(table, role).select(
            "source_row_id",
            F.col("entity_id").alias("subject_id"),
            F.col("entity_kind").alias("subject_kind"),
            F.col("probability").alias("link"),
        )
        return self.bronze(table).join(subjects, "source_row_id", how="inner")

    def with_other(self, frame: DataFrame, table: str, role: str, column: str, *, reporters: bool = False) -> DataFrame:
        """The frame with a second party's entity in `column`, null where it is not linked, and `<column>_link`."""
        others = self.mentions(table, role, reporters=reporters).select(
            "source_row_id", F.col("entity_id").alias(column), F.col("probability").alias(f"{column}_link")
        )
        return frame.join(others, "source_row_id", how="left")


def recorded() -> Column:
    """event_on where the department recorded the day, null where it was guessed from a title or is unknown."""
    return F.when(F.col("event_on_basis") == "recorded", F.col("event_on"))


def cited() -> Column:
    """The one bronze row behind a row, as CITED_TYPE."""
    return F.array(
        F.struct(
            "source_row_id",
            "department",
            F.concat_ws("#", "source_file", F.col("source_row").cast("string")).alias("citation"),
        )
    )


def shaped(frame: DataFrame, *columns: Column | str) -> DataFrame:
    """A view's frame from bronze rows with subject_id and link: recorded day, day of delivery, citation, columns."""
    return frame.select(
        "subject_id", recorded().alias("event_on"), "known_on", "link", cited().alias("cited"), *columns
    )


def says(column: str, words: tuple[str, ...]) -> Column:
    """Whether a text holds any of the words; null where there is no text."""
    return F.col(column).rlike("|".join(words))


def union(frames: list[DataFrame]) -> DataFrame:
    """The rows of all frames, columns matched by name; a column that one lacks is null there."""
    return reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), frames)
