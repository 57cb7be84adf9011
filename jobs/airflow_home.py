"""Airflow as Mingjing runs it on one machine: its environment, its database, its connection to Spark."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from jobs.faults import Fault
from jobs.java_start import start_options
from jobs.settings import Settings

DAGS_FOLDER = Path(__file__).resolve().parent.parent / "dags"


def airflow_environment(settings: Settings, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment that Airflow and the jobs it starts run in.

    What the caller's environment already says of the database, the `spark_default` connection, ports or Java's start
    stays as it is: changing one of those variables is all that PostgreSQL or a cluster needs.
    """
    home = settings.airflow_home
    ours = {
        "MINGJING_HOME": str(settings.home),
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS_FOLDER),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        # A schedule that nobody switched on runs nothing, and a scheduler leaves alone what `mingjing nightly` runs.
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "True",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        "AIRFLOW__LOGGING__COLORED_CONSOLE_LOG": "False",
        "SCARF_ANALYTICS": "false",
        # Spark's scripts find Java's heap size and `python3` here; the environment's own programs come first.
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", os.defpath)]),
    }
    defaults = {
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}",
        "AIRFLOW_CONN_SPARK_DEFAULT": json.dumps({"conn_type": "spark", "host": settings.spark_master}),
        "SPARK_DRIVER_MEMORY": settings.driver_memory,
        "SPARK_SUBMIT_OPTS": start_options(),
    }
    if settings.spark_master.startswith("local"):
        # One machine talks to itself: no need of a name or address that the network knows.
        defaults["SPARK_LOCAL_IP"] = "127.0.0.1"
    return {**defaults, **environment, **ours}


def migrate_database(settings: Settings, environment: Mapping[str, str]) -> None:
    """Bring Airflow's database to this version's form, once per version and database.

    Raises Fault when Airflow cannot, with the log that says why.
    """
    address = environment["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"]
    form = f"{metadata.version('apache-airflow')} {hashlib.sha256(address.encode()).hexdigest()}"
    stamp = settings.airflow_home / ".migrated"
    file = Path(address.removeprefix("sqlite:///"))
    lost = address.startswith("sqlite:///") and not file.exists()
    if not lost and stamp.exists() and stamp.read_text(encoding="utf-8") == form:
        return
    log = settings.airflow_home / "migrate.log"
    with log.open("w", encoding="utf-8") as stream:
        said = subprocess.run(
            [sys.executable, "-m", "airflow", "db", "migrate"],
            env=dict(environment),
            stdout=stream,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if said.returncode:
        raise Fault(
            "Airflow's database could not be brought up to date",
            f"The reason is at the end of {log}; see that AIRFLOW__DATABASE__SQL_ALCHEMY_CONN can be reached",
        )
    stamp.write_text(form, encoding="utf-8")
