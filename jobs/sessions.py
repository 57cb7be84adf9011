"""The one place that starts Spark, with each setting explained."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.faults import Fault
from jobs.java_start import start_options

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from jobs.settings import Settings

JAVA_REMEDY = (
    "Install Java 17 or later (Debian: apt-get install openjdk-17-jre-headless) "
    "and see that JAVA_HOME, if set, points at it"
)


def require_java() -> None:
    """Raise Fault unless a Java of at least 17 is found where Spark will look for it."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None or not Path(java).exists():
        raise Fault("no Java was found", JAVA_REMEDY)
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    if found is None or int(found.group(1)) < 17:
        raise Fault(f"Java 17 is needed and {found.group(1) if found else 'an unknown version'} was found", JAVA_REMEDY)


def start_spark(settings: Settings, name: str) -> SparkSession:
    """A Spark session for a run, local unless SPARK_MASTER or spark-submit says otherwise.

    Raises Fault when Java is missing or too old.
    """
    # Under spark-submit Java is already there.
    submitted = "SPARK_ENV_LOADED" in os.environ
    if not submitted:
        require_java()
    # Spark's workers must run the interpreter that has our packages, whatever `python3` means on this machine.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_SUBMIT_OPTS", start_options())
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName(f"mingjing {name}")
    # Under spark-submit the master comes from the Airflow connection and must not be overruled here.
    if not submitted:
        # One machine talks to itself: no need of a name or address that the network knows.
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = builder.master(settings.spark_master).config("spark.driver.memory", settings.driver_memory)
    for key, value in _CONFIGURATION.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    fit_to(spark, settings, rows=SMALL_WORK_ROWS + 1)
    return spark


SMALL_WORK_ROWS = 200_000
"""Rows a job reads up to which one task after another is faster than tasks side by side: measured on 20,000 people
(64,000 rows delivered), features and evidence took 62 s together and 92 s with the plans of large work."""


def fit_to(spark: SparkSession, settings: Settings, rows: int) -> bool:
    """Set a session to the size of what a job reads and say whether that is small; rows made are equal either way.

    Of small work most is planning, compiling and starting tasks, so: one partition, no shuffle, nothing compiled,
    nothing planned twice. Large work gets Spark's own ways back.
    """
    small = rows <= SMALL_WORK_ROWS
    chosen = {
        "spark.sql.adaptive.enabled": not small,
        "spark.sql.codegen.wholeStage": not small,
        "spark.sql.codegen.factoryMode": "NO_CODEGEN" if small else "FALLBACK",
        "spark.sql.shuffle.partitions": 1 if small else settings.shuffle_partitions,
        "spark.sql.leafNodeDefaultParallelism": 1 if small else spark.sparkContext.defaultParallelism,
    }
    for key, value in chosen.items():
        spark.conf.set(key, str(value).lower() if isinstance(value, bool) else str(value))
    return small


_CONFIGURATION: dict[str, str] = {
    # Dates are the city's, wherever the machine stands.
    "spark.sql.session.timeZone": "Asia/Shanghai",
    # Off, a call of the DataFrame API is one message to Java; on, half a dozen, to remember the line it came from.
    "spark.python.sql.dataFrameDebugging.enabled": "false",
    # networkx and pandas functions get their rows as Arrow batches.
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.parquet.compression.codec": "zstd",
    # A run's pages are Airflow's and MLflow's; Spark's own page would hold a port per task.
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Paths listed one by one (a partition per delivery) are read by the driver, not by a job of their own.
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "2000",
    # Every hash table, sort and broadcast takes a page at once, by default 64 MB of a driver of 4 GiB: a night's plans
    # hold dozens of them for a few rows each.
    "spark.buffer.pageSize": "2m",
    # A broadcast of a few megabytes beats a shuffle on every machine we run on.
    "spark.sql.autoBroadcastJoinThreshold": "32m",
    "spark.driver.maxResultSize": "2g",
}
