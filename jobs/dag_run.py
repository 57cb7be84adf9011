"""One run of the nightly DAG by Airflow in this process: `python -m jobs.dag_run DATE`, which `jobs.night` starts."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

DAG_ID = "nightly"


def run(as_of: str) -> int:
    """Run the DAG in the folder that Airflow is told of, task by task; 0 when every task succeeded.

    This is what `airflow dags test` does, but without retries: whoever asks for a night waits for its answer, and the
    DAG's own pause between two tries would leave them waiting.
    """
    from airflow.utils.cli import get_bagged_dag

    newest = _newest_run()

    def stop(signum: int, frame: FrameType | None) -> None:
        _close_runs_after(newest)
        # Not an exception: Airflow would take it for a failed task and begin the next one.
        os._exit(128 + signum)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    dag = get_bagged_dag(bundle_names=None, dag_id=DAG_ID)
    for task in dag.tasks:
        task.retries = 0
    return 0 if dag.test(run_conf={"as_of": as_of}).state == "success" else 1


def _newest_run() -> int:
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from sqlalchemy import func, select

    with create_session() as session:
        return session.scalar(select(func.max(DagRun.id))) or 0


def _close_runs_after(newest: int) -> None:
    """Mark what this process began as failed, lest a scheduler that starts later takes it for its own."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from airflow.utils.types import DagRunTriggeredByType
    from sqlalchemy import update

    ours = (
        DagRun.dag_id == DAG_ID,
        DagRun.id > newest,
        DagRun.state == "running",
        DagRun.triggered_by == DagRunTriggeredByType.TEST,
    )
    with create_session() as session:
        session.execute(update(DagRun).where(*ours).values(state="failed"))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1]))
