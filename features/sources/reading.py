"""What every source view starts from: bronze rows joined to the entities they speak of.

A view is the text of a SELECT. Where it reads a table or a kept frame it has a place, the frame's name in braces, that
`Inputs.query` fills; `place`, `Inputs.kept` and the functions that put texts together write the places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from string import Formatter

from pyspark.sql import DataFrame

from features.sql import literal, query

VIEW_COLUMNS = ("subject_id", "event_on", "known_on", "link", "cited")
"""Columns every view starts with; see features.declaration.View."""

CITED_TYPE = "array<struct<source_row_id:string,department:string,citation:string>>"
"""Spark type of `cited`: the bronze rows behind a view's row, with file and row as they are told outside
the vault (`delivery, file 1#row`)."""

RECORDED = "if(event_on_basis = 'recorded', event_on, null)"
"""event_on where the department recorded the day, null where only a month or a title's year is known, or nothing."""

CITED = "array(struct(source_row_id, department, concat_ws('#', source_place, cast(source_row as string)) as citation))"
"""The one bronze row behind a row, as CITED_TYPE."""

_MENTION_COLUMNS = ("source_row_id", "table", "role", "entity_id", "entity_kind", "links_only", "probability")


@dataclass
class Inputs:
    """The tables of one run and the frames several views share, each made once."""

    tables: Mapping[str, DataFrame]
    as_of: date
    delivered: frozenset[str]
    """Bronze tables (without layer) of which a file was ever read; of the others every count is unknown."""
    jurisdiction: str = ""
    """Whose courts' own tests of a professional lender apply (law/professional_lenders.csv); none where empty."""
    made: dict[str, DataFrame] = field(default_factory=dict)

    def query(self, text: str, **frames: DataFrame) -> DataFrame:
        """The rows of a SELECT, its places filled from `frames`, kept frames, the crosswalk and the run's tables.

        Raises KeyError when the job's registry row does not read a table that has a place.
        """
        tables = {place(name): frame for name, frame in self.tables.items()}
        for _, name, _, _ in Formatter().parse(text):
            if name == "crosswalk":
                frames[name] = self.all_mentions()
            elif name and name not in frames:
                frames[name] = self.made[name] if name in self.made else tables[place(name)]
        return query(text, **frames)

    def kept(self, name: str, text: Callable[[], str]) -> str:
        """The place of rows that are computed there and then, and whose plan ends there.

        Views that stack on one another would otherwise be planned again and again, which cost minutes where the rows
        cost milliseconds.
        """
        return self.held(name, lambda: self.query(text()))

    def held(self, name: str, frame: Callable[[], DataFrame]) -> str:
        """The place of a frame that is computed there and then, for what a statement alone cannot say."""
        if name not in self.made:
            # At once, and not when first asked for: three tables are written side by side, each would begin all of it.
            self.made[name] = frame().localCheckpoint()
        return place(name)

    def all_mentions(self) -> DataFrame:
        """The crosswalk without its words, held by source row: every view joins its rows to a part of it.

        It lies in as many partitions as a shuffle makes, so that each of those joins moves only the other side.
        """

        if "crosswalk" not in self.made:
            crosswalk = self.tables["linked.crosswalks"].select(*_MENTION_COLUMNS)
            partitions = int(crosswalk.sparkSession.conf.get("spark.sql.shuffle.partitions", "4"))
            # Sorted, so that whoever asks for one table's mentions skips the batches of all others.
            held = crosswalk.repartition(partitions, "source_row_id").sortWithinPartitions("table", "role").cache()
            # Filled at once: the planner then knows how small a part of it is, and moves it rather than the rows.
            held.count()
            self.made["crosswalk"] = held
        return self.made["crosswalk"]


def place(name: str) -> str:
    """Where the frame of that name stands in a text: a table with its layer, or a kept frame."""
    return "{" + name.replace(".", "_") + "}"


def mentions(table: str, role: str, columns: str, *, reporters: bool = False) -> str:
    """The crosswalk's rows of one role of one table: source_row_id, and `columns` made of what it says of the entity.

    Rows that only link a reporter or victim are left out, unless `reporters` asks for nothing else: a row says
    nothing about whoever made the report, and serves at most to count reporters apart.
    """
    return (
        f"(select source_row_id, {columns} from {place('crosswalk')} where table = {literal(table)} "
        f"and role = {literal(role)} and links_only = {literal(reporters)})"
    )


def about(table: str, role: str) -> str:
    """The table's rows with the entity in `role` as subject_id, subject_kind and link; unlinked rows left out.

    One row per bronze row (a mention is linked to one entity).
    """
    columns = "entity_id as subject_id, entity_kind as subject_kind, probability as link"
    return f"{place('bronze.' + table)} join {mentions(table, role, columns)} using (source_row_id)"


def with_other(table: str, role: str, column: str, *, reporters: bool = False) -> str:
    """What joins a second party's entity as `column`, null where it is not linked, and `<column>_link`."""
    columns = f"entity_id as {column}, probability as {column}_link"
    return f"left join {mentions(table, role, columns, reporters=reporters)} using (source_row_id)"


def shaped(event_on: str = RECORDED) -> str:
    """VIEW_COLUMNS from bronze rows with subject_id and link: the day, day of delivery, citation."""
    return f"subject_id, {event_on} as event_on, known_on, link, {CITED} as cited"


def says(column: str, words: tuple[str, ...]) -> str:
    """Whether a text holds any of the words; null where there is no text."""
    return f"({column} rlike {literal('|'.join(words))})"
