"""What a person sees of a night: Airflow's log boiled down to a line per step, and the cause at the end."""

from __future__ import annotations

from pathlib import Path

from jobs.night import Story

LOG = Path("night.log")


def airflow(text: str) -> str:
    """A line as Airflow logs it when a Spark application said `text`."""
    return f"2026-03-03T18:00:01Z [info     ] {text} [airflow.task.hooks.spark_submit.SparkSubmitHook] loc=s.py:965"


def starting(task: str) -> str:
    return (
        f"2026-03-03T18:00:00Z [info     ] [DAG TEST] starting task_id={task} map_index=-1 [airflow.sdk] loc=dag.py:1"
    )


FAILED = "2026-03-03T18:00:02Z [error    ] Task failed with exception     [task] loc=task_runner.py:1651"
DISK = "mingjing: the disk is full. Free space under MINGJING_HOME and run the job again"


def test_a_task_that_starts_is_counted() -> None:
    story = Story(10)
    assert story.hear(starting("ingest_extracts")) == "task 1 of 10: ingest_extracts"
    assert story.hear(starting("link_identities")) == "task 2 of 10: link_identities"


def test_a_jobs_own_words_are_passed_on() -> None:
    told = Story(10).hear(airflow("[2026-03-04] build_graph: done: 1,024 rows in 2 tables, 3.1 s"))
    assert told == "  [2026-03-04] build_graph: done: 1,024 rows in 2 tables, 3.1 s"


def test_sparks_and_airflows_words_stay_in_the_log() -> None:
    story = Story(10)
    assert story.hear(airflow("26/03/04 02:00:01 WARN NativeCodeLoader: no native library")) is None
    assert (
        story.hear("2026-03-03T18:00:00Z [info     ] Filling up the DagBag [airflow.dagbag] loc=dagbag.py:460") is None
    )


def test_a_failed_night_ends_with_the_fault_of_the_first_task_that_failed() -> None:
    story = Story(10)
    for line in (starting("ingest_extracts"), airflow(DISK), FAILED, starting("build_graph"), FAILED):
        story.hear(line)
    assert story.failed_in == "ingest_extracts"
    assert story.last_word(LOG) == DISK


def test_a_fault_that_no_job_named_is_known_by_its_signs() -> None:
    story = Story(10)
    for line in (starting("link_identities"), airflow("java.lang.OutOfMemoryError: Java heap space"), FAILED):
        story.hear(line)
    assert "MINGJING_DRIVER_MEMORY" in story.last_word(LOG)


def test_a_task_that_dies_without_a_word_points_at_the_log() -> None:
    story = Story(10)
    for line in (starting("link_identities"), FAILED):
        story.hear(line)
    assert "night.log" in story.last_word(LOG)


def test_old_lines_are_forgotten() -> None:
    story = Story(10)
    for number in range(1000):
        story.hear(f"line {number}")
    assert len(story.tail) == 200
    assert story.tail[-1] == "line 999"
