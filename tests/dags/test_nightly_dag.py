"""Policy of the schedule: what every task must have, and what day a run is for. Messages say the fix."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jobs.registry import LANDING, REGISTRY, producer

# Airflow reads its home and database when it is imported, so the folder is set first.
pytestmark = pytest.mark.usefixtures("airflow_home")


@pytest.fixture(scope="module")
def airflow_home(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
        patch.setenv("AIRFLOW__CORE__LOAD_EXAMPLES", "False")
        yield


@pytest.fixture(scope="module")
def dag(airflow_home: Any) -> Any:
    from dags import nightly

    return nightly.dag


def test_every_job_is_a_task_and_every_task_a_job(dag: Any) -> None:
    assert set(dag.task_ids) == {job.name for job in REGISTRY}, "dags/nightly.py loops over REGISTRY and adds nothing"


def test_the_graph_has_no_cycle(dag: Any) -> None:
    assert len(dag.topological_sort()) == len(REGISTRY)


@pytest.mark.parametrize("job", REGISTRY, ids=lambda job: job.name)
def test_a_task_waits_for_whoever_makes_what_it_reads(dag: Any, job: Any) -> None:
    makers = {producer(table).name for table in job.reads if table != LANDING}
    assert dag.get_task(job.name).upstream_task_ids == makers


@pytest.mark.parametrize("job", REGISTRY, ids=lambda job: job.name)
def test_a_task_declares_its_tables_as_assets(dag: Any, job: Any) -> None:
    task = dag.get_task(job.name)
    assert [asset.name for asset in task.outlets] == list(job.writes), "outlets are the registry's `writes`"
    assert [asset.name for asset in task.inlets] == list(job.reads), "inlets are the registry's `reads`"
    for asset in (*task.outlets, *task.inlets):
        layer, name = asset.name.split(".")
        assert asset.uri == f"mingjing://{layer}/{name}"


@pytest.mark.parametrize("job", REGISTRY, ids=lambda job: job.name)
def test_a_task_is_tried_again_bounded_and_owned(dag: Any, job: Any) -> None:
    task = dag.get_task(job.name)
    assert task.retries >= 1, f"{job.name}: set retries in default_args, a night must outlive a hiccup"
    assert task.retry_delay >= timedelta(minutes=1), f"{job.name}: leave a hiccup time to pass"
    assert task.execution_timeout is not None, (
        f"{job.name}: set execution_timeout, a stuck task must not hold the night"
    )
    assert task.owner == "mingjing", f"{job.name}: set owner in default_args"
    assert task.doc_md, f"{job.name}: set doc_md, the page of a task says what it reads and writes"


@pytest.mark.parametrize("job", REGISTRY, ids=lambda job: job.name)
def test_a_task_goes_to_spark_through_the_connection(dag: Any, job: Any) -> None:
    task = dag.get_task(job.name)
    assert type(task).__name__ == "SparkSubmitOperator"
    assert task._conn_id == "spark_default", "a cluster is a change of this connection and nothing else"
    assert task.application_args[:2] == ["run", job.name]
    assert Path(task.application).name == "__main__.py"
    assert Path(task.application).exists()
    assert not {key for key in task.conf if key in {"spark.master", "spark.driver.memory"}}


def test_the_schedule_is_two_in_the_morning_in_the_city(dag: Any) -> None:
    assert dag.timetable.expression == "0 2 * * *"
    assert dag.timetable.timezone.name == "Asia/Shanghai", "the city's night, wherever the machine stands"


def test_nothing_is_caught_up_by_surprise(dag: Any) -> None:
    assert dag.catchup is False, "set catchup=False: an old night is made again on purpose, with as_of"
    assert dag.start_date is None, "a start date in the past would start a night at once"
    assert dag.timetable.run_immediately == timedelta(0)
    assert dag.max_active_runs == 1, "two nights at once would read one another's half"
    assert dag.dagrun_timeout is not None


def test_the_first_scheduled_night_is_still_to_come(dag: Any) -> None:
    from airflow.serialization.serialized_objects import DagSerialization

    kept = DagSerialization.deserialize_dag(DagSerialization.serialize_dag(dag))
    coming = kept.next_dagrun_info(last_automated_run_info=None)
    assert coming.run_after > datetime.now(UTC)
    assert coming.run_after.astimezone(dag.timetable.timezone).hour == 2


def rendered(dag: Any, run: SimpleNamespace, as_of: str | None) -> str:
    task = dag.get_task("link_identities")
    context = {"params": {"as_of": as_of}, "dag_run": run}
    return str(task.render_template(task.application_args, context, dag.get_template_env())[3])


SCHEDULED = SimpleNamespace(
    logical_date=datetime(2026, 3, 3, 18, 0, tzinfo=UTC), run_after=datetime(2026, 3, 9, 1, 0, tzinfo=UTC)
)
ASKED_FOR = SimpleNamespace(logical_date=None, run_after=datetime(2026, 3, 3, 17, 30, tzinfo=UTC))


def test_a_scheduled_run_is_for_the_citys_day_of_its_logical_date(dag: Any) -> None:
    assert rendered(dag, SCHEDULED, None) == "2026-03-04"


def test_a_run_without_a_logical_date_is_for_the_citys_day_it_was_asked_for(dag: Any) -> None:
    assert rendered(dag, ASKED_FOR, None) == "2026-03-04"


def test_the_last_hours_of_the_day_before_in_greenwich_are_the_same_city_day(dag: Any) -> None:
    run = SimpleNamespace(logical_date=None, run_after=datetime(2026, 3, 3, 15, 59, tzinfo=UTC))
    assert rendered(dag, run, None) == "2026-03-03"


def test_a_day_that_was_asked_for_wins(dag: Any) -> None:
    assert rendered(dag, SCHEDULED, "2026-02-28") == "2026-02-28"


@pytest.mark.parametrize("wrong", ["yesterday", "2026-13-01", 20260304])
def test_a_day_that_is_no_date_is_refused(dag: Any, wrong: Any) -> None:
    from airflow.sdk.exceptions import ParamValidationError

    with pytest.raises(ParamValidationError):
        dag.params.get_param("as_of").resolve(wrong)
