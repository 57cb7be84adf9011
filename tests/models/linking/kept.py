"""A night's mentions and registry as a night has them that goes on from another."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from models.linking import Registry
from models.linking.schemas import EDGES, KEPT, LINKS

CROSSWALKS = pa.schema(
    {
        "source_row_id": pa.string(),
        "table": pa.string(),
        "role": pa.string(),
        "known_on": pa.date32(),
        "entity_id": pa.string(),
        "entity_kind": pa.string(),
        "links_only": pa.bool_(),
        "method": pa.string(),
        "link_level": pa.string(),
        "link_probability": pa.float64(),
    }
)
"""`linked.crosswalks` as linking reads it, with what the vault says of a mention beside its form."""

NO_LINKS = pa.schema([*EDGES, pa.field("version", pa.string()), *list(LINKS)[len(EDGES) :]]).empty_table()


def kept(normal: pa.Table, registry: Registry) -> tuple[pa.Table, Registry]:
    """Mentions that became known when yesterday's did come first; of them the registry says only whose they were."""
    rows = {f"{row['source_row_id']}/{row['role']}": row for row in registry.crosswalks.to_pylist()}
    told = zip(normal["mention_id"].to_pylist(), normal["known_on"].to_pylist(), strict=True)
    as_it_was = pa.array([one in rows and rows[one]["known_on"] == known_on for one, known_on in told], pa.bool_())
    first = normal.filter(as_it_was)
    held = [rows.pop(one) for one in first["mention_id"].to_pylist()]
    whose = [
        dict.fromkeys(KEPT.names) if row["links_only"] else {name: row[name] for name in KEPT.names} for row in held
    ]
    others = pa.Table.from_pylist(list(rows.values()), schema=registry.crosswalks.schema)
    ordered = pa.concat_tables([first, normal.filter(pc.invert(as_it_was))])
    return ordered, replace(registry, crosswalks=others, kept=pa.Table.from_pylist(whose, schema=KEPT))
