"""How fast a Spark process starts: most of a short job is Java reading classes, and a night is ten such processes.

`python -m jobs.java_start` writes, once per environment, the classes that a session loads into an archive that Java
maps into memory at start (application class data sharing). A missing or foreign archive costs time and nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ARCHIVE = Path(sys.prefix) / "share" / "mingjing" / "spark-classes.jsa"
# A night's jobs live for seconds: the second compiler would spend more than its code gives back.
_FIRST_COMPILER = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m"
_NO_WARNINGS = "-Xlog:disable -Xlog:all=error:stderr"


def start_options() -> str:
    """Options that shorten and quieten Java's start, for SPARK_SUBMIT_OPTS, which every way to start Spark reads."""
    options = [_FIRST_COMPILER, f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties').as_uri()}"]
    if ARCHIVE.exists():
        options += [f"-XX:SharedArchiveFile={ARCHIVE}", _NO_WARNINGS]
    return " ".join(options)


def write_archive() -> int:
    """Run a small session through what jobs do and keep the classes it loaded; returns the exit code of Spark."""
    ARCHIVE.parent.mkdir(parents=True, exist_ok=True)
    draft = ARCHIVE.with_suffix(f".{os.getpid()}")
    programs = str(Path(sys.executable).parent)
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "PATH": os.pathsep.join([programs, os.environ.get("PATH", os.defpath)]),
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_SUBMIT_OPTS": f"{_FIRST_COMPILER} -XX:ArchiveClassesAtExit={draft} {_NO_WARNINGS}",
        }
        said = subprocess.run(
            ["spark-submit", "--master", "local[2]", "--conf", "spark.ui.enabled=false", __file__, folder],
            env=environment,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    if said.returncode or not draft.exists():
        print(said.stderr[-2000:], "\nno class archive was written; jobs run all the same, slower", file=sys.stderr)
        return 1
    draft.replace(ARCHIVE)
    return 0


def _exercise(folder: str) -> None:
    """What every job does, once as small work and once as large: see `jobs.sessions.fit_to`."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.config("spark.sql.shuffle.partitions", "2")
    spark = builder.config("spark.sql.execution.arrow.pyspark.enabled", "true").getOrCreate()
    for small in ("true", "false"):
        spark.conf.set("spark.sql.adaptive.enabled", "false" if small == "true" else "true")
        spark.conf.set("spark.sql.codegen.wholeStage", "false" if small == "true" else "true")
        spark.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN" if small == "true" else "FALLBACK")
        _work(spark, f"{folder}/{small}")
    spark.stop()


def _work(spark: SparkSession, folder: str) -> None:
    """Write and read parquet, join, window, group, hash, hand rows to Arrow and pandas and back."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    rows = [(f"r{number}", number % 7, float(number), f"2026-01-{number % 28 + 1:02d}") for number in range(200)]
    made = spark.createDataFrame(rows, "row string, kind bigint, value double, day string")
    dated = made.withColumn("on", F.to_date("day")).withColumn("parts", F.array("row", "day"))
    dated.repartition("kind").write.partitionBy("kind").parquet(f"{folder}/parts", compression="zstd")
    read = spark.read.schema("row string, value double, on date, parts array<string>, kind bigint").parquet(
        f"{folder}/parts"
    )
    read = spark.createDataFrame(read.toArrow()).localCheckpoint()
    latest = F.row_number().over(Window.partitionBy("kind").orderBy(F.col("on").desc(), "row"))
    sums = read.groupBy("kind").agg(
        F.sum("value").alias("total"), F.countDistinct("row").alias("n"), F.sort_array(F.collect_list("row")).alias("l")
    )
    near = read.withColumn("place", latest).where("place <= 3").join(sums, "kind", "left")
    near = near.join(sums.select("kind", F.col("n").alias("m")).hint("merge"), "kind", "full").cache()
    hashed = near.select("*", F.sha2(F.to_json(F.struct("row", "on", "parts")), 256).alias("h"), F.explode("parts"))
    hashed.unionByName(hashed).distinct().orderBy("h").write.json(f"{folder}/json")
    spark.sql(
        "SELECT kind, max(if(place = 1, row, null)) AS first, sum(value) AS total FROM {near} GROUP BY kind", near=near
    ).createOrReplaceTempView("told")
    spark.sql("SELECT a.kind, b.first FROM told a LEFT JOIN told b ON a.kind = b.kind WHERE a.total > 0").collect()
    near.unpersist()
    grown = near.groupBy("kind").applyInPandas(lambda frame: frame[["kind", "value"]], "kind bigint, value double")
    grown.mapInPandas(lambda frames: frames, "kind bigint, value double").toPandas()


if __name__ == "__main__":
    if "SPARK_ENV_LOADED" in os.environ:
        _exercise(sys.argv[1])
    else:
        sys.exit(write_archive())
