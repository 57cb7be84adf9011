"""`mingjing up`: Airflow's, MLflow's and Jupyter's pages on this machine, until somebody stops them."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jobs.airflow_home import airflow_environment, migrate_database
from jobs.faults import Fault
from jobs.settings import Settings

HOST = "127.0.0.1"
"""Pages show the city's risk lists: only this machine sees them. Others come in through a tunnel of their own."""

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
PATIENCE_SECONDS = 600
"""On a quiet machine all are well within a minute; a busy one may take its time."""

GRACE_SECONDS = 20
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Server:
    """One page: the programs behind it by the name of their log, where they answer that they are well, the address."""

    name: str
    port: int
    port_variable: str
    programs: Mapping[str, tuple[str, ...]]
    health: str
    page: str
    parts: tuple[str, ...] = ()
    """Parts of the health answer that must call themselves healthy."""

    def is_well(self) -> bool:
        """Whether it answers at its health address, and every part of it is healthy."""
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}{self.health}", timeout=5) as answer:
                said = json.load(answer) if self.parts else {}
        except OSError:
            return False
        return all(said.get(part, {}).get("status") == "healthy" for part in self.parts)

    def require_free_port(self) -> None:
        """Raise Fault when something else already listens at its port."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, self.port))
            except OSError:
                raise Fault(
                    f"port {self.port}, meant for {self.name}, is taken",
                    f"Stop what listens there, or choose another: {self.port_variable}={self.port + 1} make up",
                ) from None


def up(settings: Settings) -> int:
    """Start the servers, print their pages once all are well, and stop them all on Ctrl-C or a signal.

    Raises Fault when a port is taken or a server does not come up; whatever had started is stopped first.
    """
    token = secrets.token_urlsafe(24)
    found = servers(settings, os.environ, token)
    for server in found:
        server.require_free_port()
    environment = server_environment(settings, os.environ, found, token)
    migrate_database(settings, environment)
    logs = settings.home / "logs"
    logs.mkdir(mode=0o700, exist_ok=True)
    # Also where a shell started us in the background and had us ignore Ctrl-C.
    for number in _STOPPING:
        signal.signal(number, signal.default_int_handler)
    running: dict[Path, subprocess.Popen[bytes]] = {}
    try:
        for server in found:
            _say(f"starting {server.name}")
            for name, command in server.programs.items():
                log = logs / f"{name}.log"
                running[log] = _start(command, environment, log)
        _await(found, running, logs)
        for server in found:
            _say(f"{server.name:<8} {server.page}")
        _say("The DAG `nightly` runs at 02:00 Asia/Shanghai once it is switched on in Airflow.")
        _say(f"Logs: {logs}. Ctrl-C stops all.")
        while True:
            _require_alive(running)
            time.sleep(1)
    except KeyboardInterrupt:
        _say("stopping")
    finally:
        # A second Ctrl-C must not leave servers behind.
        for number in _STOPPING:
            signal.signal(number, signal.SIG_IGN)
        stop(running.values())
    _say("all stopped")
    return 0


def servers(settings: Settings, environment: Mapping[str, str], token: str) -> tuple[Server, ...]:
    """The servers on the ports that the environment chooses, or the usual ones.

    Raises Fault when a port is not a number.
    """
    return (
        _airflow(_port(environment, "MINGJING_AIRFLOW_PORT", 8080)),
        _mlflow(_port(environment, "MINGJING_MLFLOW_PORT", 5000), settings),
        _jupyter(_port(environment, "MINGJING_JUPYTER_PORT", 8888), token),
    )


def _port(environment: Mapping[str, str], variable: str, usual: int) -> int:
    text = environment.get(variable, str(usual))
    if not text.isdigit():
        raise Fault(f"{variable} must be a port number, not {text!r}", "Correct it or leave it unset")
    return int(text)


def _airflow(port: int) -> Server:
    airflow = (sys.executable, "-m", "airflow")
    programs = {
        "airflow-pages": (*airflow, "api-server", "--host", HOST, "--port", str(port)),
        # Task logs are files on this machine: no need of a server for them, which would listen to everybody.
        "airflow-scheduler": (*airflow, "scheduler", "--skip-serve-logs"),
        "airflow-dags": (*airflow, "dag-processor"),
    }
    page = f"http://{HOST}:{port}/dags/nightly"
    parts = ("metadatabase", "scheduler", "dag_processor")
    return Server("Airflow", port, "MINGJING_AIRFLOW_PORT", programs, "/api/v2/monitor/health", page, parts)


def _mlflow(port: int, settings: Settings) -> Server:
    tracking = ("--backend-store-uri", settings.mlflow_uri, "--artifacts-destination", settings.mlflow_artifacts)
    command = (
        sys.executable,
        "-m",
        "mlflow",
        "server",
        "--host",
        HOST,
        "--port",
        str(port),
        "--workers",
        "1",
        *tracking,
    )
    page = f"http://{HOST}:{port}/#/models"
    return Server("MLflow", port, "MINGJING_MLFLOW_PORT", {"mlflow": command}, "/health", page)


def _jupyter(port: int, token: str) -> Server:
    command = (sys.executable, "-m", "jupyterlab", *_jupyter_options(port))
    page = f"http://{HOST}:{port}/lab?token={token}"
    return Server("Jupyter", port, "MINGJING_JUPYTER_PORT", {"jupyter": command}, "/api", page)


def _jupyter_options(port: int) -> tuple[str, ...]:
    return (
        "--no-browser",
        # A container's only user is root.
        "--allow-root",
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={NOTEBOOKS}",
        # It asks the world for news and newer versions unless told not to.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    )


def server_environment(
    settings: Settings, environment: Mapping[str, str], found: Iterable[Server], token: str
) -> dict[str, str]:
    """The servers' environment: Airflow's, without a login of its own because only this machine reaches it."""
    (airflow,) = [server for server in found if server.name == "Airflow"]
    address = f"http://{HOST}:{airflow.port}"
    return {
        **airflow_environment(settings, environment),
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(airflow.port),
        "AIRFLOW__API__BASE_URL": address,
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{address}/execution/",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        # Two Spark applications are what a small machine holds; Airflow would keep 32 workers waiting for more.
        "AIRFLOW__CORE__PARALLELISM": environment.get("AIRFLOW__CORE__PARALLELISM", "2"),
        "MLFLOW_DISABLE_TELEMETRY": "true",
        # Its queue of language-model jobs is seven processes that nobody here uses.
        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
        "DO_NOT_TRACK": "true",
        # Not on the command line, where every user of the machine could read it.
        "JUPYTER_TOKEN": token,
    }


def stop(running: Iterable[subprocess.Popen[bytes]]) -> None:
    """End servers and everything they started: first asked, after 20 seconds made to."""
    started = list(running)
    for child in started:
        _signal(child, signal.SIGTERM)
    until = time.monotonic() + GRACE_SECONDS
    for child in started:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, until - time.monotonic()))
    for child in started:
        # The leader may be gone and a member of its group not.
        _signal(child, signal.SIGKILL)
        child.wait()


def _signal(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _start(command: tuple[str, ...], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as stream:
        return subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _await(found: Iterable[Server], running: Mapping[Path, subprocess.Popen[bytes]], logs: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    missing = list(found)
    while missing:
        _require_alive(running)
        for server in [server for server in missing if server.is_well()]:
            _say(f"{server.name} is well")
            missing.remove(server)
        if missing and time.monotonic() > until:
            names = " and ".join(server.name for server in missing)
            raise Fault(f"{names} did not come up within {PATIENCE_SECONDS} s", f"The reason is in {logs}")
        time.sleep(0.5)


def _require_alive(running: Mapping[Path, subprocess.Popen[bytes]]) -> None:
    for log, child in running.items():
        if child.poll() is not None:
            raise Fault(f"{log.stem} ended by itself", f"The reason is at the end of {log}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
