"""The night: one task per registered job, each waiting for the jobs that make what it reads. No logic lives here."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import DAG, Asset, CronTriggerTimetable, Param

from jobs import registry

CITY_ZONE = pendulum.timezone("Asia/Shanghai")
AS_OF = "{{ params.as_of or (dag_run.logical_date or dag_run.run_after).astimezone(city_zone).date().isoformat() }}"
"""The day asked for; else the city's date when the run was due, or was asked for where it was due at no time."""


def asset(table: str) -> Asset:
    """A table as an Airflow asset: `layer.plural_noun` at `mingjing://layer/plural_noun`."""
    layer, name = table.split(".")
    return Asset(name=table, uri=f"mingjing://{layer}/{name}")


with DAG(
    dag_id="nightly",
    description="Departments' extracts in, ranked lists with evidence out",
    doc_md="Every task is a job of `jobs/registry.py` and can be run alone: `mingjing run JOB --as-of YYYY-MM-DD`. "
    "Trigger with `as_of` to make an earlier night again: same input, same rows.",
    # No start date and no grace: the first night is the next 02:00 to come, whenever this is switched on.
    schedule=CronTriggerTimetable("0 2 * * *", timezone=CITY_ZONE, run_immediately=timedelta(0)),
    catchup=False,
    max_active_runs=1,
    # Each task is a Spark application of its own; a small machine holds two of them.
    max_active_tasks=2,
    dagrun_timeout=timedelta(hours=6),
    params={
        "as_of": Param(
            None,
            type=["null", "string"],
            format="date",
            description="What was known at the start of this day. Empty: the day of the run in Asia/Shanghai.",
        )
    },
    user_defined_macros={"city_zone": CITY_ZONE},
    default_args={
        "owner": "mingjing",
        "retries": 2,
        "retry_delay": timedelta(minutes=5),
        "execution_timeout": timedelta(hours=2),
    },
    tags=["mingjing"],
) as dag:
    tasks = {
        job.name: SparkSubmitOperator(
            task_id=job.name,
            doc_md=f"Reads {', '.join(job.reads) or 'the review database'}. Writes {', '.join(job.writes)}.",
            conn_id="spark_default",
            name=f"mingjing {job.name}",
            application=str(Path(registry.__file__).with_name("__main__.py")),
            # A trace belongs in the log; whoever started the night is shown the one line that `mingjing` ends with.
            application_args=["run", job.name, "--as-of", AS_OF, "--debug"],
            # Driver and workers run the interpreter that has our packages, whatever `python3` means on the machine.
            conf={"spark.pyspark.python": sys.executable, "spark.log.level": "WARN"},
            inlets=[asset(table) for table in job.reads],
            outlets=[asset(table) for table in job.writes],
        )
        for job in registry.REGISTRY
    }
    for job in registry.REGISTRY:
        for maker in registry.REGISTRY:
            if set(maker.writes) & set(job.reads):
                tasks[maker.name] >> tasks[job.name]
