"""From drawn bronze tables to the night's graph, over the links that the linking job makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from pathlib import Path

import pytest
from pyspark.sql import DataFrame, SparkSession

from identifiers.pseudonyms import Pseudonyms
from jobs import build_graph, link_identities
from jobs.part_files import PartFiles
from jobs.registry import job
from jobs.run import Run
from jobs.settings import Settings
from jobs.warehouse import Warehouse
from models.linking.disputes import CATEGORIES
from tests.drawn_tables import first_night, night
from tests.features.graph.drawn_lending import Tables, names_in


class Drawn:
    """The graph of a drawn night, with people and companies called by their names."""

    def __init__(self, linked: Mapping[str, DataFrame], made: Mapping[str, DataFrame]) -> None:
        vault = linked["linked.identities"].where("name IS NOT NULL").collect()
        self.names = {row.entity_id: row.name for row in vault}
        self.columns = {name: frame.columns for name, frame in made.items()}
        self.edge_rows = sorted(made["graph.edges"].collect(), key=lambda row: row.edge_id)
        self.member_rows = sorted(made["graph.members"].collect(), key=lambda row: row.entity_id)
        self.everybody = self.member_rows

    def of(self, town: Tables) -> Drawn:
        """What the same night shows of who stands in a town's tables: their members, and edges with either end there.

        Raises ValueError where one of them was not linked, or none of them is in the graph: nothing is shown of those,
        whatever the rules are.
        """
        here = names_in(town)
        seen = copy(self)
        seen.member_rows = [row for row in self.everybody if self.names[row.entity_id] in here]
        seen.edge_rows = [
            row for row in self.edge_rows if {self.names[row.from_entity], self.names[row.to_entity]} & here
        ]
        if not seen.member_rows or not here <= set(self.names.values()):
            raise ValueError(f"nothing is shown of {sorted(here - set(self.names.values())) or sorted(here)}")
        return seen

    def edges(self, kind: str) -> dict:
        """Edges of one kind by the names at their ends."""
        return {
            (self.names[row.from_entity], self.names[row.to_entity]): row for row in self.edge_rows if row.kind == kind
        }

    def member(self, name: str):
        """The member of that name; raises ValueError unless there is exactly one."""
        (row,) = [row for row in self.member_rows if self.names[row.entity_id] == name]
        return row

    def group(self, name: str) -> set[str]:
        """Names of everybody in that member's community, whatever town they are of."""
        of = self.member(name).community_id
        return {self.names[row.entity_id] for row in self.everybody if row.community_id == of}


Draw = Callable[[Tables], Drawn]


@pytest.fixture(scope="session")
def draw(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Draw:
    """Tables by name to the graph of that night. Of session scope, so that a whole module can read one drawn town."""
    home = tmp_path_factory.mktemp("graph")
    run = Run(
        as_of=date(2026, 3, 4),
        run_id="20260304T020000Z-test",
        seed=7,
        source="synthetic_city",
        jurisdiction="fujian",
        spark=spark,
        pseudonyms=Pseudonyms(b"0123456789abcdef0123456789abcdef"),
        settings=Settings.from_environment({"MINGJING_HOME": str(home)}),
        pages=Path(home),
        parts=PartFiles(spark, Warehouse(str(home)), "unused"),
    )
    read = [name.removeprefix("bronze.") for name in job("build_graph").reads if name.startswith("bronze.")]

    def made(tables: Tables) -> Drawn:
        drawn = night(spark, tables, also=[*read, *CATEGORIES])
        linked = link_identities.transform(first_night(run.spark) | drawn, run)
        return Drawn(linked, build_graph.transform({**drawn, **linked}, run))

    return made
