"""What linking is handed of the night before: the last one committed, and on a second run the same one again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pyspark.sql import SparkSession

from jobs.attempt import Attempt
from jobs.reader import Reader, table_ddl
from jobs.registry import job
from jobs.run import Run
from jobs.settings import Settings
from jobs.small_tables import arrow_schema
from jobs.warehouse import Warehouse

LINKING = job("link_identities")
CROSSWALKS = "linked.crosswalks"
Commit = Callable[..., None]


@pytest.fixture
def commit(spark: SparkSession, settings: Settings, make_run: Callable[..., Run]) -> Commit:
    """Commit a night of linking with one mention, whose row is named after the night."""

    def made(night: date, run: str = "a", inputs: dict[str, dict[str, str]] | None = None) -> None:
        attempt = Attempt(
            LINKING,
            make_run(as_of=night, run_id=f"{night:%Y%m%d}-{run}", pages=settings.home / f".pages-{night}-{run}"),
            Warehouse(settings.warehouse),
        )
        tables = {table: spark.createDataFrame([], table_ddl(table)) for table in LINKING.writes}
        known = date(2026, 1, 1)
        row = (f"row of {night}", "residents", "resident", known, "Pa", "person", False, "alone", 0.5, "无", "none")
        tables[CROSSWALKS] = spark.createDataFrame([row], table_ddl(CROSSWALKS))
        entity = ("Pa", "person", 1, ["police"], 0.5, False, False)
        tables["linked.entities"] = spark.createDataFrame([entity], table_ddl("linked.entities"))
        attempt.write(tables, small=True)
        attempt.commit(attempt.manifest("revision-of-a-test", inputs or {}, []))

    return made


def reader(spark: SparkSession, settings: Settings, night: date) -> Reader:
    return Reader(spark, Warehouse(settings.warehouse), night)


def recalled_rows(reader: Reader) -> list[str]:
    return reader.night_before(LINKING).read(CROSSWALKS)["source_row_id"].to_pylist()


def test_before_the_first_night_there_is_nothing_with_columns(spark: SparkSession, settings: Settings) -> None:
    first = reader(spark, settings, date(2026, 3, 4))
    assert first.night_before(LINKING).read(CROSSWALKS) == arrow_schema(CROSSWALKS).empty_table()
    assert recalled_rows(first) == []
    assert first.inputs == {name: {} for name in LINKING.recalls}


def test_the_last_night_before_is_recalled_and_recorded(
    spark: SparkSession, settings: Settings, commit: Commit
) -> None:
    for day in (1, 2, 5):
        commit(date(2026, 3, day))
    tonight = reader(spark, settings, date(2026, 3, 4))
    assert recalled_rows(tonight) == ["row of 2026-03-02"]
    assert list(tonight.inputs[CROSSWALKS]) == ["as_of=2026-03-02/20260302-a"]


def test_a_night_made_again_recalls_the_night_it_recalled_first(
    spark: SparkSession, settings: Settings, commit: Commit
) -> None:
    commit(date(2026, 3, 1))
    commit(date(2026, 3, 4), inputs={CROSSWALKS: {"as_of=2026-03-01/20260301-a": "digest"}})
    commit(date(2026, 3, 5), inputs={CROSSWALKS: {}})
    commit(date(2026, 3, 3))
    commit(date(2026, 3, 1), run="b")
    assert recalled_rows(reader(spark, settings, date(2026, 3, 4))) == ["row of 2026-03-01"]
    assert recalled_rows(reader(spark, settings, date(2026, 3, 5))) == []
    assert recalled_rows(reader(spark, settings, date(2026, 3, 6))) == ["row of 2026-03-05"]


def test_tables_on_demand_stand_among_the_inputs_and_are_read_once_where_asked_for(
    spark: SparkSession, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Reader, "read", lambda self, table: asked.append(table) or table)
    tonight = reader(spark, settings, date(2026, 3, 4))
    tables = tonight.on_demand(["bronze.residents", "bronze.villages"])
    assert list(tables) == ["bronze.residents", "bronze.villages"]
    assert ("bronze.villages" in tables, "bronze.houses" in tables, len(tables)) == (True, False, 2)
    assert asked == []
    assert [tables["bronze.villages"], tables["bronze.villages"]] == ["bronze.villages"] * 2
    assert asked == ["bronze.villages"]
    assert tonight.inputs == {"bronze.residents": {}, "bronze.villages": {}}
    with pytest.raises(KeyError):
        tables["bronze.houses"]
