"""`mingjing up`: ports, addresses, secrets, and that nothing it started outlives it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time

import psutil
import pytest

from jobs.faults import Fault
from jobs.settings import Settings
from jobs.up import HOST, server_environment, servers, stop


def test_every_page_is_on_this_machine_alone(settings: Settings) -> None:
    found = servers(settings, {}, "secret")
    assert [server.name for server in found] == ["Airflow", "MLflow", "Jupyter"]
    assert all(server.page.startswith(f"http://{HOST}:{server.port}/") for server in found)
    assert server_environment(settings, {}, found, "secret")["AIRFLOW__API__HOST"] == HOST


def test_ports_can_be_chosen(settings: Settings) -> None:
    airflow, _, _ = found = servers(settings, {"MINGJING_AIRFLOW_PORT": "9090"}, "secret")
    assert airflow.port == 9090
    made = server_environment(settings, {}, found, "secret")
    assert made["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == f"http://{HOST}:9090/execution/"


def test_a_port_that_is_no_number_is_refused(settings: Settings) -> None:
    with pytest.raises(Fault, match="MINGJING_MLFLOW_PORT"):
        servers(settings, {"MINGJING_MLFLOW_PORT": "http"}, "secret")


def test_a_taken_port_is_named_before_anything_starts(settings: Settings) -> None:
    with socket.create_server((HOST, 0)) as taken:
        (port,) = (taken.getsockname()[1],)
        mlflow = servers(settings, {"MINGJING_MLFLOW_PORT": str(port)}, "secret")[1]
        with pytest.raises(Fault, match=f"MINGJING_MLFLOW_PORT={port + 1}"):
            mlflow.require_free_port()
    mlflow.require_free_port()


def test_nothing_listens_to_other_machines(settings: Settings) -> None:
    airflow, mlflow, jupyter = servers(settings, {}, "secret")
    assert "--skip-serve-logs" in airflow.programs["airflow-scheduler"]
    assert HOST in airflow.programs["airflow-pages"]
    assert HOST in mlflow.programs["mlflow"]
    assert f"--ServerApp.ip={HOST}" in jupyter.programs["jupyter"]


def test_the_token_is_on_no_command_line(settings: Settings) -> None:
    found = servers(settings, {}, "secret")
    assert not any("secret" in word for server in found for words in server.programs.values() for word in words)
    assert server_environment(settings, {}, found, "secret")["JUPYTER_TOKEN"] == "secret"


def test_what_a_server_started_ends_with_it() -> None:
    nested = "import subprocess,sys,time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", nested], stdout=subprocess.PIPE, start_new_session=True)
    assert child.stdout is not None
    grandchild = int(child.stdout.readline())
    stop([child])
    child.stdout.close()
    until = time.monotonic() + 5
    while psutil.pid_exists(grandchild) and time.monotonic() < until:
        if psutil.Process(grandchild).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.05)
    assert child.returncode is not None
    assert not psutil.pid_exists(grandchild) or psutil.Process(grandchild).status() == psutil.STATUS_ZOMBIE
