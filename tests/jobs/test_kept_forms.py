"""Forms kept over nights: what is taken from the vault is what reading everything would make."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import dataset
from pyspark.sql import SparkSession

from expectations.contracts import contracts
from expectations.references import REFERENCES
from identifiers.pseudonyms import Pseudonyms
from jobs.kept_forms import FORMS, Tonight, Yesterday, forms_version, normal_mentions, program_digest
from jobs.link_identities import mention_columns, registry
from jobs.night_before import NightBefore
from jobs.reader import Reader
from jobs.registry import job
from jobs.small_tables import arrow_schema, handed_over, in_force, write_small
from jobs.warehouse import Manifest, TablePart, Warehouse
from models import linking
from models.linking.anothers_numbers import Owned
from models.linking.normal_forms import normal_table
from models.linking.vault import NORMAL
from tests.drawn_tables import bronze, citizen_id

KEY = Pseudonyms(b"k" * 32)
LINKING, INGEST = job("link_identities"), "ingest_extracts"
TABLES = ("residents", "police_incidents", "fund_flows", "opened_cases")
DECLARED = [one for one in mention_columns() if one.table in TABLES]
FIRST = date(2026, 3, 1)
VAULT = arrow_schema("linked.identities").empty_table()

Row = dict[str, Any]


class Unread(Mapping[str, Any]):
    """Tables that must not be asked for."""

    def __getitem__(self, table: str) -> Any:
        raise AssertionError(f"{table} is read whole")

    def __iter__(self) -> Iterator[str]:
        return iter([f"bronze.{table}" for table in TABLES])

    def __len__(self) -> int:
        return len(TABLES)


@dataclass
class Shelf:
    """A warehouse of drawn batches, and nights over them that keep what they made."""

    root: Path
    batches: int = 0
    runs: int = 0
    held: list[str] = field(default_factory=list)

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse(str(self.root))

    def deliver(self, rows: Sequence[tuple[str, Row]], digest: str = "d") -> None:
        """One batch of rows, each with its table."""
        self.batches += 1
        warehouse, run_id, parts = self.warehouse, f"batch{self.batches:03d}", {}
        for table in {f"bronze.{table}" for table, _ in rows}:
            its = [row for name, row in rows if f"bronze.{name}" == table]
            path = warehouse.batch_path(table, run_id)
            for day in {row["known_on"] for row in its}:
                of_day = pa.Table.from_pylist([row for row in its if row["known_on"] == day], arrow_schema(table))
                write_small(warehouse, f"{path}/delivered={day}", of_day)
            parts[table] = TablePart(path, len(its), f"{digest} of {run_id}", "s")
        warehouse.commit_batch(Manifest(INGEST, "", run_id, "s", "r", parts), self.batches)

    def reader(self, as_of: date) -> Reader:
        return Reader(None, self.warehouse, as_of)  # type: ignore[arg-type]

    def everything(self, as_of: date) -> pa.Table:
        """Mentions of all rows in force, by the reader's own rule, in normal form."""
        return self.owned(as_of).mentions

    def owned(self, as_of: date, verdicts: Sequence[linking.Verdict] = ()) -> Owned:
        """These mentions, and what is said of their numbers."""
        rows = {name: self._in_force(f"bronze.{name}", as_of) for name in TABLES}
        for one in REFERENCES:
            name = one.table.removeprefix("bronze.")
            if one.withholds and name in rows:
                there = rows[one.target.removeprefix("bronze.")][one.key].combine_chunks()
                rows[name] = rows[name].filter(pc.is_in(rows[name][one.column], there, skip_nulls=True))
        made = [
            linking.mentions_of_rows(name, rows[name], [one for one in DECLARED if one.table == name])
            for name in TABLES
        ]
        return linking.owned(linking.with_ids(normal_table(pa.concat_tables(made), KEY)), KEY, verdicts)

    def _in_force(self, table: str, as_of: date) -> pa.Table:
        held = [batch.tables[table].path for batch in self.warehouse.batches(INGEST) if table in batch.tables]
        parts = [self.warehouse.dataset(path, arrow_schema(table)).to_table() for path in held]
        rows = pa.concat_tables([arrow_schema(table).empty_table(), *parts])
        return in_force(rows.filter(pc.field("known_on") < pa.scalar(as_of)))

    def before(self, as_of: date) -> NightBefore:
        return self.reader(as_of).night_before(LINKING)

    def found(self, as_of: date, verdicts: Sequence[linking.Verdict] = ()) -> Tonight:
        """What a night finds that goes on from the one before it, and may read no table whole."""
        return normal_mentions(Unread(), DECLARED, self.before(as_of), KEY, verdicts)

    def tonight(self, as_of: date) -> pa.Table:
        """The mentions of such a night."""
        return self.found(as_of).mentions

    def commit(self, as_of: date, mentions: pa.Table, version: str | None = None) -> None:
        """A night of linking that found the mentions, as its manifest and vault tell."""
        self.runs += 1
        reader, run_id, vault = self.reader(as_of), f"run{self.runs:03d}", "linked.identities"
        reader.on_demand([f"bronze.{table}" for table in TABLES])
        reader.night_before(LINKING)
        kept = mentions.select(NORMAL.names)
        kept = kept.append_column("entity_id", pa.nulls(len(kept), pa.string()))
        held = {vault: kept, "linked.crosswalks": kept.select(["source_row_id", "role", "known_on"])}
        parts = {}
        for table, rows in held.items():
            path = self.warehouse.part_path(table, f"as_of={as_of}", run_id)
            write_small(self.warehouse, path, rows)
            parts[table] = TablePart(path, len(rows), run_id, "s")
        facts = {FORMS: version or forms_version(KEY)}
        manifest = Manifest(LINKING.name, f"as_of={as_of}", run_id, "s", "r", parts, reader.inputs, facts=facts)
        self.warehouse.commit(manifest)


def rows_of(mentions: pa.Table) -> list[str]:
    return sorted(map(str, mentions.to_pylist()))


def version_of(
    table: str, record: str, delivered: date, known_on: date, withdrawn: bool = False, place: int = 1, **said: Any
) -> tuple[str, Row]:
    """A version of a record, in a file of its delivery."""
    contract = contracts()[table]
    held = {
        "source_row_id": f"{table} {record}",
        "department": contract.department,
        "source_file": f"{contract.department}/{table}/{delivered}/{place}.csv",
        "source_row": place,
        "known_on": known_on,
        "withdrawn": withdrawn or None,
        **said,
    }
    return table, held


def drawn(dice: random.Random, night: date) -> tuple[str, Row]:
    """A version of one of few records: on time or late, and now and then one that becomes known in nights to come."""
    table = dice.choice(TABLES)
    delivered = night - timedelta(days=dice.choice([1, 1, 1, 2, 5]))
    known_on = max(delivered, night + timedelta(days=dice.choice([-1, -1, -1, 0, 2])))
    name, number = dice.choice(["陈小明", "林大山", "陈*明", None]), dice.choice([citizen_id(dice.randrange(5)), None])
    case = f"case {dice.randrange(3)}"
    said: Row = {
        "residents": {"name": name, "citizen_id": number, "phone": f"1380000000{dice.randrange(4)}"},
        "police_incidents": {
            "reporter_name": dice.choice(["王报警", None]),
            "reporter_kind": "person",
            "respondent_name": name,
            "respondent_kind": "person",
            "respondent_id_number": number,
        },
        "fund_flows": {"case_no": dice.choice([case, None]), "payer_name": name, "payer_id_number": number},
        "opened_cases": {"case_no": case, "suspect_name": name},
    }[table]
    record, taken_back = str(dice.randrange(4)), dice.random() < 0.2
    return version_of(table, record, delivered, known_on, taken_back, dice.randrange(3), **said)


def judged(dice: random.Random, ids: Sequence[str]) -> linking.Verdict:
    """A verdict on two mentions."""
    return linking.Verdict(*dice.sample(ids, 2), dice.choice(["must_link", "must_not_link"]))


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_what_is_kept_is_what_reading_everything_makes(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Drawn deliveries with corrections, late versions and withdrawals, nights left out, and nights made again; and
    verdicts that come and go."""
    dice = random.Random(seed)
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    night = FIRST
    made: list[date] = []
    for _ in range(dice.randrange(2, 6)):
        for _ in range(dice.randrange(3)):
            shelf.deliver([drawn(dice, night) for _ in range(dice.randrange(1, 12))])
        again = dice.choice(made) if made and dice.random() < 0.3 else night
        ids = sorted(shelf.everything(again)["mention_id"].to_pylist())
        verdicts = [] if len(ids) < 2 else [judged(dice, ids) for _ in range(dice.randrange(4))]
        owned = shelf.owned(again, verdicts)
        everything = owned.mentions
        if shelf.before(again).facts:
            found = shelf.found(again, verdicts)
            assert rows_of(found.mentions) == rows_of(everything)
            told = tuple(found.disputes), found.refuted, found.verdicts
            assert told == (owned.disputes, owned.refuted, owned.verdicts)
            assert found.yesterday is not None
            first = found.mentions.slice(0, len(found.yesterday.kept))
            assert first.select(NORMAL.names).equals(found.yesterday.kept.select(NORMAL.names))
            assert rows_of(pa.concat_tables(found.yesterday)) == rows_of(shelf.before(again).vault)
        shelf.commit(again, everything)
        made.append(again)
        night += timedelta(days=dice.choice([1, 1, 1, 4]))


def test_a_flow_is_known_once_its_case_is_opened_and_no_longer_when_that_is_taken_back(tmp_path: Path) -> None:
    shelf, days = Shelf(tmp_path), [FIRST + timedelta(days=place) for place in range(4)]
    flow = {"case_no": "c", "payer_name": "陈小明"}
    opened = {"case_no": "c", "suspect_name": "林大山"}
    shelf.deliver([version_of("fund_flows", "1", FIRST, FIRST, **flow)])
    shelf.commit(days[1], shelf.everything(days[1]))
    found = [shelf.tonight(days[2])["source_row_id"].to_pylist()]
    shelf.deliver([version_of("opened_cases", "1", days[1], days[1], **opened)])
    found.append(shelf.tonight(days[2])["source_row_id"].to_pylist())
    shelf.commit(days[2], shelf.everything(days[2]))
    shelf.deliver([version_of("opened_cases", "1", days[2], days[2], withdrawn=True, **opened)])
    found.append(shelf.tonight(days[3])["source_row_id"].to_pylist())
    assert [sorted(rows) for rows in found] == [[], ["fund_flows 1", "opened_cases 1"], []]


@pytest.mark.parametrize(("place", "corrected"), [(2, ["residents 1"]), (0, [])])
def test_a_file_that_comes_after_its_night_corrects_what_became_known_on_the_same_day(
    tmp_path: Path, place: int, corrected: list[str]
) -> None:
    shelf, tonight, day = Shelf(tmp_path), FIRST + timedelta(days=1), FIRST - timedelta(days=1)
    shelf.deliver([version_of("residents", record, day, day, name="陈小明") for record in "12"])
    shelf.commit(FIRST, shelf.everything(FIRST))
    shelf.deliver([version_of("residents", "1", day, day, place=place, name="林大山")])
    shelf.deliver([version_of("residents", "2", day, day, place=2, name="陈小明")])
    found = shelf.found(tonight)
    assert rows_of(found.mentions) == rows_of(shelf.everything(tonight))
    assert found.corrected.to_pylist() == corrected
    crosswalks = registry(shelf.before(tonight), found).crosswalks
    known = dict(zip(crosswalks["source_row_id"].to_pylist(), crosswalks["known_on"].to_pylist(), strict=True))
    assert known == {"residents 1": None if corrected else day, "residents 2": day}


@pytest.mark.parametrize("why", ["another program", "another key", "a batch with other rows", "a batch that is gone"])
def test_everything_is_read_where_the_vault_may_say_something_else(tmp_path: Path, why: str) -> None:
    shelf, tonight = Shelf(tmp_path), FIRST + timedelta(days=1)
    shelf.deliver([version_of("residents", "1", FIRST, FIRST - timedelta(days=1), name="陈小明")])
    shelf.commit(FIRST, shelf.everything(FIRST), "another program" if why == "another program" else None)
    before, key = shelf.before(tonight), KEY
    if why == "another key":
        key = Pseudonyms(b"l" * 32)
    if why.startswith("a batch"):
        assert before.deliveries is not None
        batch = {"batch=batch001": "other rows"} if why.endswith("rows") else {"batch=batch000": "d of batch000"}
        read = {**before.deliveries.read, "bronze.residents": batch}
        before = replace(before, deliveries=replace(before.deliveries, read=read))
    with pytest.raises(AssertionError, match="is read whole"):
        normal_mentions(Unread(), DECLARED, before, key)


def test_a_batch_that_comes_while_a_night_reads_is_the_next_night_s(tmp_path: Path) -> None:
    """Else the next night would take for read what this one found nobody in."""
    shelf, day = Shelf(tmp_path), FIRST - timedelta(days=1)
    reader = shelf.reader(FIRST)
    reader.on_demand(["bronze.residents"])
    shelf.deliver([version_of("residents", "1", day, day, name="陈小明")])
    reader.on_demand(["bronze.residents"])
    assert reader.inputs == {"bronze.residents": {}}


@pytest.mark.parametrize(("yesterday", "links"), [(Yesterday(VAULT, VAULT), 1), (None, 0)])
def test_links_are_gone_on_from_where_the_forms_below_them_are_kept(yesterday: Yesterday | None, links: int) -> None:
    held = pa.Table.from_pylist([{"left_id": "a/x", "right_id": "b/x"}], arrow_schema("linked.links"))
    before = NightBefore({"linked.links": dataset.dataset(held)})
    tonight = Tonight(linking.with_ids(NORMAL.empty_table()), pa.array([], pa.string()), (), yesterday)
    assert registry(before, tonight).links.num_rows == links


def test_the_program_is_another_one_with_any_source(tmp_path: Path) -> None:
    for room in ("expectations", "features/graph", "identifiers", "jobs", "models/linking"):
        (tmp_path / room / "within").mkdir(parents=True)
        (tmp_path / room / "within" / "a.py").write_text("A = 1\n")
    digests = [program_digest(tmp_path)]
    (tmp_path / "identifiers" / "han.csv").write_text("陳,陈\n")
    digests.append(program_digest(tmp_path))
    (tmp_path / "models/linking/within/a.py").write_text("A = 2\n")
    digests.append(program_digest(tmp_path))
    (tmp_path / "jobs/within/a.py").rename(tmp_path / "jobs/within/b.py")
    digests.append(program_digest(tmp_path))
    # Whose a mention is is carried over, too, and worked out with the graph's components.
    (tmp_path / "features/graph/within/a.py").write_text("A = 2\n")
    digests.append(program_digest(tmp_path))
    assert len(set(digests)) == 5
    (tmp_path / "identifiers" / "han.csv").unlink()
    (tmp_path / "identifiers" / "within" / "a.py").unlink()
    with pytest.raises(FileNotFoundError, match="identifiers"):
        program_digest(tmp_path)


def test_spark_and_this_process_make_the_same_of_every_mention(spark: SparkSession) -> None:
    """A row of each table with every role filled in, and one that names nobody."""
    declared = mention_columns()
    tables, here = {}, []
    for name in sorted({one.table for one in declared}):
        rows = [_filled(name, {column.name for column in contracts()[name]}, place) for place in range(3)]
        tables[f"bronze.{name}"] = bronze(spark, name, [*rows, {}])
        its = [one for one in declared if one.table == name]
        here.append(linking.mentions_of_rows(name, tables[f"bronze.{name}"].toArrow(), its))
    there = linking.mentions(tables, declared)
    every = pa.concat_tables(here)
    assert rows_of(every) == rows_of(there.select(*every.column_names).toArrow())
    normal = linking.normalised(there, KEY).toArrow().cast(NORMAL)
    assert rows_of(normal_table(every, KEY)) == rows_of(normal)


def test_a_batch_without_rows_hides_none_that_come_after_it(spark: SparkSession) -> None:
    """As where a night is made again, and a file between two others was known later only."""
    parts = [pa.table({"row": pa.array(rows, pa.string())}) for rows in ([], ["a"], [], ["b", "c"], [])]
    rows = pa.concat_tables(parts)
    assert [row["row"] for row in handed_over(spark, rows).collect()] == ["a", "b", "c"]
    assert handed_over(spark, rows.slice(3)).count() == 0


def _filled(table: str, columns: Collection[str], place: int) -> Row:
    values = ("陈小明", citizen_id(place), "13800000001", "厦门市思明区厦禾路300号605室", "(2024)厦鹭证内字第123号")
    types = {column.name: column.spark_type for column in contracts()[table]}
    said = {name: values[(place + number) % len(values)] for number, name in enumerate(sorted(columns))}
    kinds = {one.kind_column: ("person", "company")[place % 2] for one in mention_columns() if one.table == table}
    row = {name: value for name, value in {**said, **kinds}.items() if name in types and types[name] == "string"}
    return row | {name: date(1980, 1, 1 + place) for name, kind in types.items() if kind == "date"}
