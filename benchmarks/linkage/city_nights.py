"""Three nights of a city: yesterday's, tonight's that reads and links what is new, and tonight's that reads and links
everybody. They lie in a warehouse, and are read as `link_identities` reads them."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.linkage.city_yesterday import LINKING, hold_back, keep
from identifiers.pseudonyms import Pseudonyms
from jobs.kept_forms import FORMS, Tonight, forms_version
from jobs.link_identities import (
    mention_columns,
    mentions_and_former_names,
    mentions_before,
    registry,
    said_before,
)
from jobs.night_before import NightBefore
from jobs.reader import Reader
from jobs.registry import producer
from jobs.sessions import fit_to, start_spark
from jobs.settings import Settings
from jobs.small_tables import handed_over
from jobs.warehouse import Warehouse
from models import linking
from models.linking.training import train_person_linkage

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from models.linking.person_model import PersonLinkage

NEW_SHARE = 0.01
"""Of the records that the night after finds new."""

LEARNT_BEFORE = timedelta(days=365)
"""Parameters are learnt from what was delivered so long before the night: the city's first months."""

TOLD = (
    "role",
    "kind",
    "links_only",
    "name",
    "masked_name",
    "own_id",
    "id_seen",
    "birth_on",
    "phone",
    "address",
    "context",
    "registration_no",
)
"""What the answer says of each mention, so that errors can be told by kind."""


@dataclass(frozen=True)
class City:
    """A city whose extracts lie in a warehouse, and how its people are compared."""

    spark: SparkSession
    settings: Settings
    pseudonyms: Pseudonyms
    model: PersonLinkage | None = None

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse(self.settings.warehouse)

    def read(self, as_of: date, before: NightBefore | None = None) -> Read:
        """What a night is handed, going on from the night before if there is one: as `link_identities` reads it."""
        begun = time.monotonic()
        reader = Reader(self.spark, self.warehouse, as_of)
        tables = reader.on_demand([name for name in LINKING.reads if producer(name).delivered])
        fit_to(self.spark, self.settings, sum(reader.rows_held.values()))
        before = before or NightBefore()
        found, former = mentions_and_former_names(tables, mention_columns(), before, self.pseudonyms)
        known = registry(before, found)
        return Read(found, known, former, tables, reader.inputs, time.monotonic() - begun)

    def linked(
        self, read: Read, known: linking.Registry, as_of: date, before: NightBefore
    ) -> tuple[linking.Linked, float]:
        """One night's linking, with its doubts about numbers, and its seconds."""
        begun = time.monotonic()
        compare = linking.Comparison(
            read.mentions,
            read.former,
            self.pseudonyms,
            lambda entities: said_before(before, entities),
            self.model,
            earlier=mentions_before(read.found),
        )
        night = linking.link(
            read.mentions,
            compare,
            "benchmark",
            known,
            [],
            lambda kind, one: self.pseudonyms.of(kind, "row", one, as_of.isoformat()),
        )
        night = replace(night, doubts=[*night.doubts, *linking.doubts_of(read.found.disputes, night)])
        return night, time.monotonic() - begun

    def placed(self, mentions: pa.Table, night: linking.Linked) -> DataFrame:
        """The mentions with their entities, as the job places them."""
        return linking.placed(handed_over(self.spark, mentions), night).localCheckpoint()


@dataclass(frozen=True)
class Read:
    """What a night read: its mentions in normal form with whose numbers are in dispute, what the registry of the night
    before holds, names that companies gave up, the bronze tables, which batches these are, and how long it took."""

    found: Tonight
    known: linking.Registry
    former: pa.Table
    tables: Mapping[str, DataFrame]
    inputs: dict[str, dict[str, str]]
    seconds: float

    @property
    def mentions(self) -> pa.Table:
        """Tonight's mentions in normal form."""
        return self.found.mentions


def link_city(home: Path, as_of: date, seed: int, answer: Path, by_rules: bool = False) -> dict[str, object]:
    """Link a city whose extracts were ingested under `home`, and write who every mention is to `answer`.

    Persons are compared by what is learnt from the city's first months, or `by_rules`, as where no model was approved.

    Its columns: `source_file`, `source_row`, `entity`, `TOLD` and `borne`, the valid number that the row bears, be it
    another's. The warehouse is left as two nights have it:
    yesterday's, without the last records, and tonight's.
    """
    settings = Settings.from_environment({**os.environ, "MINGJING_HOME": str(home)})
    spark = start_spark(settings, "linkage benchmark")
    city = City(spark, settings, Pseudonyms.from_key_file(settings.key_file))
    last = hold_back(city.warehouse, [name for name in LINKING.reads if producer(name).delivered], NEW_SHARE, as_of)
    yesterday = city.read(as_of)
    _say(f"yesterday: {yesterday.mentions.num_rows:,} mentions in normal form after {yesterday.seconds:.1f} s")
    learnt: dict[str, object] = {}
    if not by_rules:
        begun = time.monotonic()
        early = yesterday.mentions.filter(pc.field("known_on") < pa.scalar(as_of - LEARNT_BEFORE))
        trained = train_person_linkage(early, city.pseudonyms, "synthetic_city", as_of - LEARNT_BEFORE, seed)
        learnt = {"train_seconds": round(time.monotonic() - begun, 1)}
        _say(f"learnt from {early.num_rows:,} mentions in {learnt['train_seconds']} s")
        city = replace(city, model=trained.model)
    _keep(city, yesterday, as_of)
    city.warehouse.commit_batch(last, 2)
    figures = _nights(city, as_of + timedelta(days=1), answer)
    spark.stop()
    return {**learnt, **figures}


def _keep(city: City, read: Read, as_of: date) -> None:
    """Link a night and commit what the next one goes on from."""
    night, _ = city.linked(read, read.known, as_of, NightBefore())
    placed = city.placed(read.mentions, night)
    made = {
        "linked.crosswalks": linking.crosswalks(placed),
        "linked.links": handed_over(city.spark, night.links),
        "linked.identities": linking.identities(placed),
    }
    keep(city.warehouse, as_of, made, read.inputs, {FORMS: forms_version(city.pseudonyms)})


def _nights(city: City, tonight: date, answer: Path) -> dict[str, float | bool]:
    """Tonight made of everything and made of what is new, and how they compare."""
    before = Reader(city.spark, city.warehouse, tonight).night_before(LINKING)
    # What is new goes first: no such night has another's rows, or the heap that Spark read them with, beside it.
    some = city.read(tonight, before)
    _say(f"{some.mentions.num_rows:,} mentions in normal form after {some.seconds:.1f} s with yesterday's vault")
    night, night_seconds = city.linked(some, some.known, tonight, before)
    _say(f"what is new is linked in {night_seconds:.1f} s: {len(night.links):,} links")
    every = city.read(tonight)
    _say(f"and all in normal form after {every.seconds:.1f} s")
    rebuilt = registry(before, some.found._replace(yesterday=None))
    whole, whole_seconds = city.linked(every, rebuilt, tonight, before)
    _say(f"everybody is linked in {whole_seconds:.1f} s")
    _write(city, some, night, answer)
    seconds, incremental_seconds = every.seconds + whole_seconds, some.seconds + night_seconds
    return {
        "mentions": every.mentions.num_rows,
        "seconds": round(seconds, 1),
        "read_seconds": round(every.seconds, 1),
        "linking_seconds": round(whole_seconds, 2),
        "incremental_seconds": round(incremental_seconds, 2),
        "incremental_read_seconds": round(some.seconds, 2),
        "incremental_linking_seconds": round(night_seconds, 2),
        "incremental_ratio": round(incremental_seconds / seconds, 4),
        "incremental_equal": _sorted(some.mentions).equals(_sorted(every.mentions)) and _equal(night, whole),
        "doubts": len(night.doubts),
        "doubts_by_kind": dict(sorted(Counter(one.kind for one in night.doubts).items())),
    }


def _equal(one: linking.Linked, other: linking.Linked) -> bool:
    """Whether two nights found the same, row for row in any order."""
    tables = [(one.links, other.links), (one.mentions, other.mentions), (one.changes, other.changes)]
    same = all(_sorted(left).equals(_sorted(right)) for left, right in tables)
    return same and sorted(map(str, one.doubts)) == sorted(map(str, other.doubts))


def _sorted(table: pa.Table) -> pa.Table:
    return table.sort_by([(name, "ascending") for name in table.column_names]).combine_chunks()


def _write(city: City, read: Read, night: linking.Linked, answer: Path) -> None:
    crosswalk = linking.crosswalks(city.placed(read.mentions, night)).select("source_row_id", "role", "entity_id")
    whose = (
        linking.with_ids(crosswalk.toArrow())
        .select(["mention_id", "entity_id"])
        .rename_columns(["mention_id", "entity"])
    )
    rows = [read.tables[name].select("source_row_id", "source_file", "source_row") for name in sorted(read.tables)]
    places = pa.concat_tables(frame.toArrow() for frame in rows)
    borne = linking.number_borne(read.mentions)
    told = read.mentions.select(["mention_id", "source_row_id", *TOLD]).append_column("borne", borne)
    held = told.join(whose, keys="mention_id").join(places, keys="source_row_id", join_type="inner")
    pq.write_table(held, answer)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
