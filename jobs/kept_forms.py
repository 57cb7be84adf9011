"""Tonight's mentions in normal form: those of records of which nothing new became known as the night before left them
in the vault, and the rest made anew.

Forms are taken from the vault only where they would come out the same: where the same program made them with the same
key, and tonight's batches are those of the night before and new ones. Else all are made anew.
"""

from __future__ import annotations

import platform
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import functions as F

from expectations.references import REFERENCES
from jobs.night_before import News, UnknownPast
from jobs.reader import READERS, read_together
from models import linking
from models.linking.vault import NORMAL

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from identifiers.pseudonyms import Pseudonyms
    from jobs.night_before import Deliveries, NightBefore

FORMS = "normal_forms"
"""The fact of a manifest that says what made the forms in its vault."""

_ROOMS = ("expectations", "features/graph", "identifiers", "jobs", "models/linking")
_MADE_WITH = ("cn2an", "duckdb", "networkx", "numpy", "pandas", "pyarrow", "scipy")


def forms_version(pseudonyms: Pseudonyms) -> str:
    """Another one for another program or another key.

    The program is taken whole, where a few modules would do nearly always: a form that should have changed and did not
    would stay for good, and a night that makes all forms takes a minute longer, after an upgrade.
    """
    return pseudonyms.of("form", _this_program())


@cache
def _this_program() -> str:
    return program_digest(Path(__file__).parent.parent)


def program_digest(root: Path) -> str:
    """Digest of the sources under `root` that read, choose and form what mentions say, and of what runs them.

    Raises FileNotFoundError where they are not there: nobody could tell what made a form."""
    digest = sha256()
    for room in _ROOMS:
        files = sorted(path for path in (root / room).rglob("*") if path.suffix in {".py", ".csv"})
        if not files:
            raise FileNotFoundError(f"no sources of {room} under {root}")
        for path in files:
            digest.update(f"{path.relative_to(root)} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    run_by = [platform.python_version(), unicodedata.unidata_version, *map(version, _MADE_WITH)]
    digest.update(" ".join(run_by).encode())
    return digest.hexdigest()


class Yesterday(NamedTuple):
    """The rows of the vault that stand as they were: the first of tonight's mentions are theirs, in their order; and
    all its other rows."""

    kept: pa.Table
    others: pa.Table


class Tonight(NamedTuple):
    """Tonight's mentions, `NORMAL_DDL` with `mention_id`, and the records (source_row_id) that became known on the same
    day as the version which the night before read, and say something else: a file of that delivery came after it. Among
    them are records whose number became another's since, or theirs again; `disputes` are about such numbers, `refuted`
    the mentions of which reviewers say so, and `verdicts` those in force (`models.linking.anothers_numbers`). Of
    `yesterday` nothing is told where everything was made anew."""

    mentions: pa.Table
    corrected: pa.Array
    disputes: Sequence[linking.Dispute] = ()
    yesterday: Yesterday | None = None
    refuted: Collection[str] = ()
    verdicts: Sequence[linking.Verdict] = ()


def normal_mentions(
    tables: Mapping[str, DataFrame],
    declared: Sequence[linking.MentionColumns],
    before: NightBefore,
    pseudonyms: Pseudonyms,
    verdicts: Sequence[linking.Verdict] = (),
) -> Tonight:
    """Every mention of tonight's bronze tables, one row each, without those of rows that a declared reference
    withholds, and without numbers that are another's by all other rows or by `verdicts`, in the order in which they
    were given. Of `tables` only what has to be read is asked for."""
    if before.deliveries is not None and before.facts.get(FORMS) == forms_version(pseudonyms):
        # The vault is read beside the forms that are made: the one takes no turn of Python's, the others all.
        with ThreadPoolExecutor(1) as aside:
            vault = aside.submit(lambda: before.vault)
            with suppress(UnknownPast):
                mentions, records, belated = _news(before.deliveries, declared)
                made = linking.normal_table(mentions, pseudonyms)
                return _gone_on(vault.result(), records, belated, made, pseudonyms, verdicts)
    given = read_together(tables.__getitem__, [name for name in tables if name.startswith("bronze.")])
    normal = linking.normalised(linking.mentions(_not_withheld(given), declared), pseudonyms).toArrow()
    made = linking.owned(linking.with_ids(normal.cast(NORMAL).combine_chunks()), pseudonyms, verdicts)
    return Tonight(made.mentions, made.turned, made.disputes, refuted=made.refuted, verdicts=made.verdicts)


def _gone_on(
    vault: pa.Table,
    records: pa.Array,
    belated: pa.Array,
    made: pa.Table,
    pseudonyms: Pseudonyms,
    verdicts: Sequence[linking.Verdict],
) -> Tonight:
    """The vault's mentions but for those of some records, and beside them what was made of these."""
    renewed = pc.is_in(vault["source_row_id"], records)
    asked = linking.numbers_in_question(vault, renewed, made, verdicts)
    questioned = pc.is_in(linking.number_borne(vault), asked)
    again = pc.or_(renewed, questioned)
    past = vault.filter(again)
    still = past.filter(pc.invert(pc.is_in(past["source_row_id"], records))).select(NORMAL.names)
    # Of a city's mentions nearly all stay, and are asked nothing further: they are copied once, beside Python.
    with ThreadPoolExecutor(1) as aside:
        staying = aside.submit(pc.filter, vault, pc.invert(again), memory_pool=pa.system_memory_pool())
        owned = linking.owned(linking.with_ids(pa.concat_tables([still, made])), pseudonyms, verdicts)
        kept = staying.result()
    mentions = pa.concat_tables([linking.with_ids(kept.select(NORMAL.names)), owned.mentions])
    corrected = pc.unique(pa.concat_arrays([_corrected(made, belated, past), owned.turned]))
    return Tonight(mentions, corrected, owned.disputes, Yesterday(kept, past), owned.refuted, owned.verdicts)


def _not_withheld(tables: Mapping[str, DataFrame]) -> dict[str, DataFrame]:
    """The tables without the rows that must not be used before what they name is delivered."""
    left = dict(tables)
    for one in REFERENCES:
        if one.withholds and one.table in tables:
            named = tables[one.target].select(F.col(one.key).alias("named"))
            left[one.table] = tables[one.table].join(named, F.col(one.column) == F.col("named"), "left_semi")
    return left


def _news(deliveries: Deliveries, declared: Sequence[linking.MentionColumns]) -> tuple[pa.Table, pa.Array, pa.Array]:
    """Mentions in the rows that became known since the night before, the records whose mentions these are all of, and
    those of the records that are belated. Raises UnknownPast where that cannot be told."""
    roles: dict[str, list[linking.MentionColumns]] = {}
    for one in declared:
        roles.setdefault(f"bronze.{one.table}", []).append(one)

    def of_table(table: str) -> tuple[pa.Table, pa.Array, pa.Array]:
        read = {column for one in roles[table] for column in one.held.values() if column is not None}
        news = _usable(deliveries, table, {*read, "department"})
        mentions = linking.mentions_of_rows(table.removeprefix("bronze."), news.rows, roles[table])
        return mentions, news.records, news.belated

    with ThreadPoolExecutor(READERS) as pool:
        mentions, records, belated = zip(*pool.map(of_table, sorted(roles)), strict=True)
    return pa.concat_tables(mentions), pa.concat_arrays(records), pa.concat_arrays(belated)


def _corrected(made: pa.Table, belated: pa.Array, past: pa.Table) -> pa.Array:
    """Belated records that say something else than the night before read, under the same day."""
    if not len(belated):
        return belated
    among = pc.field("source_row_id").isin(belated)
    held = {_version(row): row for row in past.select(NORMAL.names).filter(among).to_pylist()}
    rows = [row for row in made.filter(among).to_pylist() if held.get(_version(row), row) != row]
    return pa.array(sorted({row["source_row_id"] for row in rows}), pa.string())


def _version(row: Mapping[str, Any]) -> tuple[str, str, date]:
    return row["source_row_id"], row["role"], row["known_on"]


def _usable(deliveries: Deliveries, table: str, columns: set[str]) -> News:
    """News of a table, of whose rows only those that nothing withholds.

    Where rows are withheld until what they name is delivered, anything new of either asks for both whole.
    """
    withheld = [one for one in REFERENCES if one.withholds and one.table == table]
    columns |= {one.column for one in withheld}
    news = deliveries.news(table, columns)
    targets = [deliveries.news(one.target, {one.key}) for one in withheld]
    if not any(len(target.records) for target in targets) and not (withheld and len(news.records)):
        return news
    whole = deliveries.news(table, columns, whole=True)
    rows = whole.rows
    for one in withheld:
        named = deliveries.news(one.target, {one.key}, whole=True).rows[one.key]
        rows = rows.filter(pc.is_in(rows[one.column], named.combine_chunks(), skip_nulls=True))
    return News(whole.records, whole.belated, rows)
