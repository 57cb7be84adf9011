"""How Airflow is set up on one machine, and what a caller's environment may change."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from jobs import airflow_home
from jobs.airflow_home import airflow_environment, migrate_database
from jobs.faults import Fault
from jobs.settings import Settings


def test_airflow_lives_under_the_home_with_sqlite_and_without_telemetry(settings: Settings) -> None:
    made = airflow_environment(settings, {})
    assert made["AIRFLOW_HOME"] == str(settings.home / "airflow")
    assert made["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"].startswith(f"sqlite:///{settings.home}")
    assert made["AIRFLOW__CORE__LOAD_EXAMPLES"] == "False"
    assert made["AIRFLOW__USAGE_DATA_COLLECTION__ENABLED"] == "False"
    assert (Path(made["AIRFLOW__CORE__DAGS_FOLDER"]) / "nightly.py").exists()


def test_postgresql_is_a_variable(settings: Settings) -> None:
    address = "postgresql+psycopg2://airflow@db/airflow"
    made = airflow_environment(settings, {"AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": address})
    assert made["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] == address


def test_a_cluster_is_a_connection(settings: Settings) -> None:
    cluster = json.dumps({"conn_type": "spark", "host": "spark://master:7077"})
    assert (
        airflow_environment(settings, {"AIRFLOW_CONN_SPARK_DEFAULT": cluster})["AIRFLOW_CONN_SPARK_DEFAULT"] == cluster
    )


def test_a_cluster_is_spark_master(tmp_path: Path) -> None:
    settings = Settings.from_environment({"MINGJING_HOME": str(tmp_path), "SPARK_MASTER": "yarn"})
    made = airflow_environment(settings, {})
    assert json.loads(made["AIRFLOW_CONN_SPARK_DEFAULT"]) == {"conn_type": "spark", "host": "yarn"}
    assert "SPARK_LOCAL_IP" not in made, "a cluster's workers must be able to reach the driver"


def test_spark_on_one_machine_is_the_default_and_left_to_the_connection_that_people_edit(tmp_path: Path) -> None:
    settings = Settings.from_environment({"MINGJING_HOME": str(tmp_path)})
    made = airflow_environment(settings, {})
    assert "AIRFLOW_CONN_SPARK_DEFAULT" not in made, "it would go before the connection on Airflow's page"
    assert made["SPARK_LOCAL_IP"] == "127.0.0.1"
    assert made["SPARK_DRIVER_MEMORY"] == settings.driver_memory


def test_the_environments_own_programs_come_first(settings: Settings) -> None:
    made = airflow_environment(settings, {"PATH": "/bin"})
    assert made["PATH"].split(os.pathsep) == [str(Path(sys.executable).parent), "/bin"]


def test_a_database_that_cannot_be_reached_is_named_with_a_remedy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(airflow_home.sys, "executable", "/bin/false")
    with pytest.raises(Fault, match="SQL_ALCHEMY_CONN"):
        migrate_database(settings, airflow_environment(settings, dict(os.environ)))


def test_a_database_of_this_version_is_not_migrated_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = airflow_environment(settings, dict(os.environ))
    monkeypatch.setattr(airflow_home.sys, "executable", "/bin/true")
    migrate_database(settings, environment)
    (settings.airflow_home / "airflow.db").touch()
    monkeypatch.setattr(airflow_home.sys, "executable", "/bin/false")
    migrate_database(settings, environment)
    with pytest.raises(Fault):
        migrate_database(settings, {**environment, "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": "sqlite:////elsewhere.db"})
