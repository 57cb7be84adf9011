"""Airflow as Mingjing runs it on one machine: its environment, its database, its connection to Spark."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import IO

from jobs.faults import Fault, as_fault
from jobs.java_start import start_options
from jobs.settings import DEFAULT_MASTER, Settings

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
        "SPARK_DRIVER_MEMORY": settings.driver_memory,
        "SPARK_SUBMIT_OPTS": start_options(),
    }
    if settings.spark_master != DEFAULT_MASTER:
        # A connection in the environment goes before the one that people edit on Airflow's page.
        connection = {"conn_type": "spark", "host": settings.spark_master}
        defaults["AIRFLOW_CONN_SPARK_DEFAULT"] = json.dumps(connection)
    if settings.spark_master.startswith("local"):
        # One machine talks to itself: no need of a name or address that the network knows.
        defaults["SPARK_LOCAL_IP"] = "127.0.0.1"
    return {**defaults, **environment, **ours}


_LOOKED_AT = 10_000
"""Characters at the end of a log in which the machine's own faults are looked for."""


def _airflow(words: Sequence[str], environment: Mapping[str, str], stream: IO[str]) -> bool:
    command = [sys.executable, "-m", "airflow", *words]
    said = subprocess.run(command, env=dict(environment), stdout=stream, stderr=subprocess.STDOUT, check=False)
    return said.returncode == 0


def migrate_database(settings: Settings, environment: Mapping[str, str]) -> None:
    """Bring Airflow's database to this version's form, once per version and database.

    It gets the connection `spark_default` to this machine's own Spark where it has none; somebody's own stays. Raises
    Fault when Airflow cannot, with the log that says why.
    """
    address = environment["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"]
    form = f"{metadata.version('apache-airflow')} spark_default {hashlib.sha256(address.encode()).hexdigest()}"
    stamp = settings.airflow_home / ".migrated"
    file = Path(address.removeprefix("sqlite:///"))
    lost = address.startswith("sqlite:///") and not file.exists()
    if not lost and stamp.exists() and stamp.read_text(encoding="utf-8") == form:
        return
    log = settings.airflow_home / "migrate.log"
    connection = ("connections", "add", "spark_default", "--conn-type", "spark", "--conn-host", DEFAULT_MASTER)
    with log.open("w", encoding="utf-8") as stream:
        done = _airflow(("db", "migrate"), environment, stream) and _airflow(connection, environment, stream)
    said = log.read_text(encoding="utf-8", errors="replace")
    if not done and "already exists" not in said:
        # What stopped it may be the machine's: a full disk is no fault of the database.
        known = as_fault(RuntimeError(said[-_LOOKED_AT:]))
        raise known or Fault(
            "Airflow's database could not be brought up to date",
            f"The reason is at the end of {log}; see that AIRFLOW__DATABASE__SQL_ALCHEMY_CONN can be reached",
        )
    stamp.write_text(form, encoding="utf-8")
