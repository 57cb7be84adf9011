"""Three nights of a city: yesterday's, tonight's that links what is new, and tonight's that links everybody."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from identifiers.pseudonyms import Pseudonyms
from jobs.link_identities import mention_columns
from jobs.reader import Reader
from jobs.sessions import fit_to, start_spark
from jobs.settings import Settings
from jobs.warehouse import Warehouse
from models import linking
from models.linking.company_mentions import former_names
from models.linking.person_neighbours import PAST
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

_NO_REGISTRY = linking.Registry(
    pa.schema(
        [
            *((name, pa.string()) for name in ("source_row_id", "table", "role", "entity_id", "entity_kind", "method")),
            ("known_on", pa.date32()),
            ("links_only", pa.bool_()),
        ]
    ).empty_table(),
    pa.schema({"left_id": pa.string(), "right_id": pa.string(), "version": pa.string()}).empty_table(),
)


@dataclass(frozen=True)
class City:
    """What linking is handed: bronze tables, tonight's normalised mentions and names that companies gave up."""

    spark: SparkSession
    tables: Mapping[str, DataFrame]
    pseudonyms: Pseudonyms
    model: PersonLinkage
    former: pa.Table
    as_of: date

    def linked(self, mentions: pa.Table, registry: linking.Registry, vault: pa.Table) -> linking.Linked:
        """One night's linking, with `vault` as the night before left it."""
        compare = linking.Comparison(
            mentions,
            self.former,
            self.pseudonyms,
            lambda entities: vault.filter(pc.is_in(vault["entity_id"], entities)),
            self.model,
        )
        named = (self.as_of.isoformat(),)
        return linking.link(
            mentions, compare, "benchmark", registry, [], lambda kind, one: self.pseudonyms.of(kind, "row", one, *named)
        )

    def placed(self, mentions: pa.Table, night: linking.Linked) -> DataFrame:
        """The mentions with their entities, as the job places them."""
        return linking.placed(self.spark.createDataFrame(mentions), night).localCheckpoint()

    def committed(self, mentions: pa.Table, night: linking.Linked) -> tuple[linking.Registry, pa.Table]:
        """What the next night is handed: crosswalk and links, and the vault."""
        placed = self.placed(mentions, night)
        vault = linking.identities(placed).select(*PAST.names).toArrow()
        return linking.Registry(linking.crosswalks(placed).toArrow(), night.links), vault


def link_city(home: Path, as_of: date, seed: int, answer: Path) -> dict[str, object]:
    """Link a city whose extracts were ingested under `home`, and write who every mention is to `answer`.

    Its columns: `source_file`, `source_row`, `entity` and `TOLD`.
    """
    settings = Settings.from_environment({**os.environ, "MINGJING_HOME": str(home)})
    spark = start_spark(settings, "linkage benchmark")
    begun = time.monotonic()
    reader = Reader(spark, Warehouse(settings.warehouse), as_of)
    declared = mention_columns()
    tables = reader.read_all(sorted({f"bronze.{one.table}" for one in declared} | {"bronze.company_changes"}))
    fit_to(spark, settings, sum(reader.rows_held.values()))
    pseudonyms = Pseudonyms.from_key_file(settings.key_file)
    normal = linking.normalised(linking.mentions(tables, declared), pseudonyms).selectExpr("*", linking.MENTION_ID)
    mentions = normal.toArrow().combine_chunks()
    former = former_names(tables["bronze.company_changes"])
    read_seconds = time.monotonic() - begun
    _say(f"{mentions.num_rows:,} mentions in normal form after {read_seconds:.1f} s")
    begun = time.monotonic()
    early = mentions.filter(pc.field("known_on") < pa.scalar(as_of - LEARNT_BEFORE))
    trained = train_person_linkage(early, pseudonyms, "synthetic_city", as_of - LEARNT_BEFORE, seed)
    train_seconds = time.monotonic() - begun
    _say(f"learnt from {early.num_rows:,} mentions in {train_seconds:.1f} s")
    city = City(spark, tables, pseudonyms, trained.model, former, as_of)
    figures = _nights(city, mentions, _earlier_versions(city, settings, mentions), answer)
    linking_seconds = figures["linking_seconds"]
    spark.stop()
    return {
        "mentions": mentions.num_rows,
        "seconds": round(read_seconds + linking_seconds, 1),
        "read_seconds": round(read_seconds, 1),
        "train_seconds": round(train_seconds, 1),
        **figures,
    }


def _earlier_versions(city: City, settings: Settings, mentions: pa.Table) -> pa.Table:
    """Yesterday's mentions: without the last records delivered, one in a hundred, and with earlier versions of those
    that they correct."""
    rows = (
        mentions.group_by("source_row_id")
        .aggregate([("known_on", "max")])
        .sort_by([("known_on_max", "descending"), ("source_row_id", "ascending")])
    )
    new = rows.slice(0, round(rows.num_rows * NEW_SHARE))
    first = pc.min(new["known_on_max"]).as_py()
    before = Reader(city.spark, Warehouse(settings.warehouse), first)
    tables = before.read_all(sorted(name for name in city.tables if name != "bronze.company_changes"))
    wanted = city.spark.createDataFrame(new.select(["source_row_id"]))
    declared = [one for one in mention_columns() if f"bronze.{one.table}" in tables]
    earlier = linking.mentions(tables, declared).join(wanted, on="source_row_id", how="left_semi")
    columns = linking.normalised(earlier, city.pseudonyms).selectExpr("*", linking.MENTION_ID)
    corrected = columns.toArrow().select(mentions.column_names).cast(mentions.schema)
    kept = mentions.filter(pc.invert(pc.is_in(mentions["source_row_id"], new["source_row_id"].combine_chunks())))
    _say(f"{mentions.num_rows - kept.num_rows:,} mentions are new or changed, {corrected.num_rows:,} had another form")
    return pa.concat_tables([kept, corrected]).combine_chunks()


def _nights(city: City, mentions: pa.Table, yesterday: pa.Table, answer: Path) -> dict[str, float | bool]:
    first = city.linked(yesterday, _NO_REGISTRY, PAST.empty_table())
    registry, vault = city.committed(yesterday, first)
    _say(f"yesterday: {len(first.links):,} links")
    begun = time.monotonic()
    whole = city.linked(mentions, linking.Registry(registry.crosswalks, _NO_REGISTRY.links), vault)
    whole_seconds = time.monotonic() - begun
    _say(f"everybody linked in {whole_seconds:.1f} s: {len(whole.links):,} links")
    begun = time.monotonic()
    tonight = city.linked(mentions, registry, vault)
    incremental_seconds = time.monotonic() - begun
    _say(f"what is new linked in {incremental_seconds:.1f} s")
    _write(city, mentions, tonight, answer)
    return {
        "linking_seconds": round(whole_seconds, 2),
        "incremental_seconds": round(incremental_seconds, 2),
        "incremental_ratio": round(incremental_seconds / whole_seconds, 4),
        "incremental_equal": _equal(tonight, whole),
        "doubts": len(tonight.doubts),
    }


def _equal(one: linking.Linked, other: linking.Linked) -> bool:
    """Whether two nights found the same, row for row in any order."""
    tables = [(one.links, other.links), (one.mentions, other.mentions), (one.changes, other.changes)]
    same = all(_sorted(left).equals(_sorted(right)) for left, right in tables)
    return same and sorted(map(str, one.doubts)) == sorted(map(str, other.doubts))


def _sorted(table: pa.Table) -> pa.Table:
    return table.sort_by([(name, "ascending") for name in table.column_names]).combine_chunks()


def _write(city: City, mentions: pa.Table, night: linking.Linked, answer: Path) -> None:
    crosswalk = linking.crosswalks(city.placed(mentions, night)).selectExpr("entity_id AS entity", linking.MENTION_ID)
    rows = [city.tables[name].select("source_row_id", "source_file", "source_row") for name in sorted(city.tables)]
    places = pa.concat_tables(frame.toArrow() for frame in rows)
    told = mentions.select(["mention_id", "source_row_id", *TOLD])
    held = told.join(crosswalk.toArrow(), keys="mention_id").join(places, keys="source_row_id", join_type="inner")
    pq.write_table(held, answer)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
