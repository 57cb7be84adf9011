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
    require_java()
    # Spark's workers must run the interpreter that has our packages, whatever `python3` means on this machine.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_SUBMIT_OPTS", start_options())
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName(f"mingjing {name}")
    # Under spark-submit the master comes from the Airflow connection and must not be overruled here.
    if "SPARK_ENV_LOADED" not in os.environ:
        # One machine talks to itself: no need of a name or address that the network knows.
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = builder.master(settings.spark_master).config("spark.driver.memory", settings.driver_memory)
    for key, value in _CONFIGURATION.items():
        builder = builder.config(key, value)
    spark = builder.config("spark.sql.shuffle.partitions", settings.shuffle_partitions).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


_CONFIGURATION: dict[str, str] = {
    # Dates are the city's, wherever the machine stands.
    "spark.sql.session.timeZone": "Asia/Shanghai",
    "spark.sql.adaptive.enabled": "true",
    # networkx and pandas functions get their rows as Arrow batches.
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # Our tables are narrow partitions of few megabytes: generated code for each costs more than it saves in start-up,
    # so let Spark share compiled stages.
    "spark.sql.codegen.cache.maxEntries": "2000",
    "spark.sql.parquet.compression.codec": "zstd",
    # A run's pages are Airflow's and MLflow's; Spark's own page would hold a port per task.
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Paths listed one by one (a partition per delivery) are read by the driver, not by a job of their own.
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "2000",
    # A broadcast of a few megabytes beats a shuffle on every machine we run on.
    "spark.sql.autoBroadcastJoinThreshold": "32m",
    "spark.driver.maxResultSize": "2g",
}
