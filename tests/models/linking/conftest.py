"""One call from drawn bronze tables to what linking writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyspark.sql import DataFrame

from jobs.link_identities import transform
from jobs.run import Run
from models.linking.disputes import CATEGORIES
from tests.drawn_tables import Row, first_night, night

Link = Callable[[dict[str, list[Row]]], dict[str, DataFrame]]


@pytest.fixture
def link(make_run: Callable[..., Run]) -> Link:
    """Drawn tables by name to the linked tables of a first night.

    Only what is drawn is handed over, with the tables that disputes are read from: planning a whole night's thirty
    tables takes longer than linking what a test draws.
    """
    run = make_run()
    return lambda tables: transform(first_night(run.spark) | night(run.spark, tables, also=CATEGORIES), run)
