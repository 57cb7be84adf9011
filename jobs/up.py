"""`mingjing up`: Airflow's, MLflow's and Jupyter's pages on this machine, until somebody stops them."""

from __future__ import annotations

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


@dataclass(frozen=True)
class Server:
    """One server: how it is started, where it answers that it is well, and the page a person opens."""

    name: str
    port: int
    port_variable: str
    command: tuple[str, ...]
    health: str
    page: str

    def is_well(self) -> bool:
        """Whether it answers at its health address."""
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}{self.health}", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

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
    """Start the three servers, print their pages once all are well, and stop them all on Ctrl-C or a signal.

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
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    running: dict[Server, subprocess.Popen[bytes]] = {}
    try:
        for server in found:
            _say(f"starting {server.name}")
            running[server] = _start(server, environment, logs)
        _await(running, logs)
        for server in found:
            _say(f"{server.name:<8} {server.page}")
        _say(
            "The DAG `nightly` runs at 02:00 Asia/Shanghai once it is switched on in Airflow. "
            f"Logs: {logs}. Ctrl-C stops all."
        )
        _watch(running, logs)
    except KeyboardInterrupt:
        _say("stopping")
    finally:
        # A second Ctrl-C must not leave servers behind.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        stop(running.values())
    _say("all stopped")
    return 0


def servers(settings: Settings, environment: Mapping[str, str], token: str) -> tuple[Server, ...]:
    """The three servers on the ports that the environment chooses, or the usual ones.

    Raises ValueError when a port is not a number.
    """

    def port(variable: str, usual: int) -> int:
        text = environment.get(variable, str(usual))
        if not text.isdigit():
            raise ValueError(f"{variable} must be a port number, not {text!r}")
        return int(text)

    airflow, mlflow, jupyter = (
        port("MINGJING_AIRFLOW_PORT", 8080),
        port("MINGJING_MLFLOW_PORT", 5000),
        port("MINGJING_JUPYTER_PORT", 8888),
    )
    python = sys.executable
    tracking = ("--backend-store-uri", settings.mlflow_uri, "--artifacts-destination", settings.mlflow_artifacts)
    return (
        Server(
            "Airflow",
            airflow,
            "MINGJING_AIRFLOW_PORT",
            (python, "-m", "airflow", "standalone"),
            "/api/v2/monitor/health",
            f"http://{HOST}:{airflow}/dags/nightly",
        ),
        Server(
            "MLflow",
            mlflow,
            "MINGJING_MLFLOW_PORT",
            (python, "-m", "mlflow", "server", "--host", HOST, "--port", str(mlflow), "--workers", "1", *tracking),
            "/health",
            f"http://{HOST}:{mlflow}/#/models",
        ),
        Server(
            "Jupyter",
            jupyter,
            "MINGJING_JUPYTER_PORT",
            (python, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.ip={HOST}")
            + (f"--ServerApp.port={jupyter}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={NOTEBOOKS}"),
            "/api",
            f"http://{HOST}:{jupyter}/lab?token={token}",
        ),
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
        "MLFLOW_DISABLE_TELEMETRY": "true",
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


def _start(server: Server, environment: Mapping[str, str], logs: Path) -> subprocess.Popen[bytes]:
    with (logs / f"{server.name.lower()}.log").open("wb") as stream:
        return subprocess.Popen(
            server.command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _await(running: Mapping[Server, subprocess.Popen[bytes]], logs: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    missing = list(running)
    while missing:
        _require_alive(running, logs)
        for server in [server for server in missing if server.is_well()]:
            _say(f"{server.name} is well")
            missing.remove(server)
        if missing and time.monotonic() > until:
            names = " and ".join(server.name for server in missing)
            raise Fault(f"{names} did not come up within {PATIENCE_SECONDS} s", f"The reason is in {logs}")
        time.sleep(0.5)


def _watch(running: Mapping[Server, subprocess.Popen[bytes]], logs: Path) -> None:
    while True:
        _require_alive(running, logs)
        time.sleep(1)


def _require_alive(running: Mapping[Server, subprocess.Popen[bytes]], logs: Path) -> None:
    for server, child in running.items():
        if child.poll() is not None:
            log = logs / f"{server.name.lower()}.log"
            raise Fault(f"{server.name} ended by itself", f"The reason is at the end of {log}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
