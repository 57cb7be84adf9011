"""One machine and Spark resolve to the same rows."""

from __future__ import annotations

import random

import pyarrow as pa
from pyspark.sql import SparkSession

from models.linking.schemas import EDGES, MENTIONS
from models.linking.spread import on_spark, resolved
from models.linking.verdicts import MUST_LINK, MUST_NOT_LINK, Verdict


def renamed(kind: str, mention_id: str) -> str:
    return f"new-{mention_id}"


def drawn(dice: random.Random, count: int) -> tuple[pa.Table, pa.Table]:
    """Mentions of small groups, some with numbers or ids of yesterday's, and links mostly within the groups."""
    mentions = [
        {
            "mention_id": f"m{place:04}",
            "kind": "person",
            "own_id": dice.choice([None, None, f"P{place // 5}"]),
            "alone_id": f"A{place}",
            "links_only": dice.random() < 0.1,
            "description": place,
            "was": dice.choice([None, f"A{place // 7 * 7}", f"A{dice.randrange(count)}"]),
        }
        for place in range(count)
    ]
    pairs = {tuple(sorted((one, (one + dice.choice([1, 2, 3])) % count))) for one in range(count)}
    links = [
        {
            "left_id": f"m{one:04}",
            "right_id": f"m{other:04}",
            "probability": dice.choice([0.9, 0.97, 0.9999]),
            "level": "x",
        }
        for one, other in sorted(pairs)
        if dice.random() < 0.6
    ]
    return pa.Table.from_pylist(mentions, schema=MENTIONS), pa.Table.from_pylist(links, schema=EDGES)


def test_spark_resolves_as_one_machine_does(large_work: SparkSession) -> None:
    mentions, links = drawn(random.Random(7), 120)
    verdicts = [Verdict("m0003", "m0077", MUST_LINK), Verdict("m0010", "m0011", MUST_NOT_LINK)]
    here, doubts = resolved(mentions, links, verdicts, renamed)
    frames = large_work.createDataFrame(mentions), large_work.createDataFrame(links)
    there, doubts_there = on_spark(*frames, verdicts, renamed)
    assert here.sort_by("mention_id") == there.sort_by("mention_id")
    assert sorted(doubts, key=repr) == sorted(doubts_there, key=repr)
    assert doubts, "a case without doubts shows little"
