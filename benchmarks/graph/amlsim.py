"""Accounts of a simulated payment network (IBM's AMLSim), scored by motifs alone and then held against its labels.

The labels are read when the scores are written. Nothing is trained, and no sum is held against a fixed one: payments
are compared with one another and with what the account usually does. A positive is an account with a planted payment
(`fraudStep` not -1); labelled accounts without one are left out and counted; all others are unlabelled.

What the simulator plants: accounts that pay along a circle, or into one account, each on a day of its own and each
several times on that day. A city's ring does that to split a sum. So a motif is as strong as it has payments beyond the
one that its accounts usually make to somebody on a day (docs/decisions/graph_motifs.md).
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pv
from sklearn.metrics import average_precision_score, roc_auc_score

from benchmarks.graph.memory import Peak
from features.graph import motifs
from features.sql import query
from jobs.sessions import start_spark
from jobs.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ALIKE = 1.5
"""Sums of which none is this many times another look alike."""

DAY = 24


def measure(arguments: argparse.Namespace) -> dict[str, object]:
    """Figures of one network; of several in one folder the worst, and each under `networks`."""
    folders = _networks(arguments.data)
    with tempfile.TemporaryDirectory(prefix="mingjing-graph-") as home:
        settings = Settings.from_environment({**os.environ, "MINGJING_HOME": home})
        spark = start_spark(settings, "graph benchmark")
        try:
            out = arguments.out or Path(home) / "scores.csv"
            timed = {folder.name: _scored(spark, folder) for folder in folders}
            scores = pd.concat([scores.assign(network=name) for name, (scores, _) in timed.items()])
            scores.to_csv(out, index=False, columns=["account_id", "score", *(["network"] if folders[1:] else [])])
        finally:
            spark.stop()
    held = {folder.name: {**_against(timed[folder.name][0], folder), **timed[folder.name][1]} for folder in folders}
    worst = min(held.values(), key=lambda figures: figures["average_precision"])
    return {**worst, "trained": False, **({"networks": held} if folders[1:] else {})}


def _networks(data: Path) -> list[Path]:
    """Folders with a network in them; ends with a message where there is none."""
    found = sorted(path.parent for path in (*data.glob("transactions.csv"), *data.glob("*/transactions.csv")))
    if not found:
        sys.exit(f"--data {data}: no transactions.csv in it or in a folder of it; AMLSim writes one beside nodes.csv")
    return found


def _scored(spark: SparkSession, folder: Path) -> tuple[pd.DataFrame, dict[str, float]]:
    """(account_id, score) of every account that pays or is paid, and seconds and MiB that it took."""
    begun = time.monotonic()
    with Peak() as peak:
        payments = read_payments(spark, folder / "transactions.csv")
        found = score(payments).toPandas()
    figures = {"seconds": round(time.monotonic() - begun, 1), "peak_mb": peak.mb}
    print(f"{folder.name}: {len(found):,} accounts scored, {figures}", file=sys.stderr, flush=True)
    return found, figures


def read_payments(spark: SparkSession, path: Path) -> DataFrame:
    """Payments in the columns of features.graph.motifs; a step of the simulator is a day."""
    read = pv.read_csv(path).to_pandas()
    return spark.createDataFrame(
        pa.table(
            {
                "payment_id": pa.array([f"p{place:08d}" for place in range(len(read))]),
                "payer": read["sourceNodeId"].astype(str),
                "payee": read["targetNodeId"].astype(str),
                "from_hour": read["time"] * DAY,
                "until_hour": read["time"] * DAY + DAY - 1,
                "amount_fen": (read["value"] * 100).round().astype("int64"),
            }
        )
    )


def score(payments: DataFrame) -> DataFrame:
    """(account_id, score): the strength of the strongest motif that the account pays or is paid in, 0 where in none.

    Three motifs: a sum split in parts; one split and passed on, before or after; split payments of like size from
    several accounts to one. `over` is how many payments a step has beyond the mean of its payer's other steps and one
    single payment. The simulator draws when each account of a circle pays, so money is followed through the whole
    record and not for three days, and how often, so a step's single payment is followed and not its sum.
    """
    made = query(
        """
        select * except (amount_fen), cast(amount_fen / parts as bigint) as amount_fen,
          greatest(parts - (sum(parts) over (own) - parts + 1) / count(*) over (own), 0) as over
        from {steps}
        window own as (partition by payer)
        """,
        steps=motifs.steps(payments),
    ).localCheckpoint()
    hours = int(payments.agg({"until_hour": "max"}).first()[0])
    return query(
        """
        with
        found as (
          select array(step_id) as motif from {made}
          union select array(step_id, next_id) from {following}
          union select step_ids from {fans}
        ),
        member as (select motif, explode(motif) as step_id from found),
        strong as (
          select *, sum(over) over (partition by motif) as strength from member join {made} using (step_id)
        )
        select account_id, max(strength) as score
        from (select explode(array(payer, payee)) as account_id, strength from strong)
        group by account_id
        order by account_id
        """,
        made=made,
        following=motifs.passed_on(made, hours),
        fans=motifs.fans(made, "in", least=2, hours=2 * hours, alike=ALIKE),
    )


def _against(scores: pd.DataFrame, folder: Path) -> dict[str, float]:
    """How scores rank the accounts with a planted payment before the unlabelled ones. Only here labels are read."""
    nodes = pv.read_csv(folder / "nodes.csv").to_pandas()
    planted = nodes["fraudStep"] != -1
    kept = planted | (nodes["isFraud"] == 0)
    given = nodes["nodeid"].astype(str).map(scores.set_index("account_id")["score"]).fillna(0.0)
    return {
        "average_precision": round(float(average_precision_score(planted[kept], given[kept])), 4),
        "roc_auc": round(float(roc_auc_score(planted[kept], given[kept])), 4),
        "positives": int(planted.sum()),
        "left_out": int((~kept).sum()),
    }
