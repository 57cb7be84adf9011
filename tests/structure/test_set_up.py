"""Set-up: the lock is whole, names no host, and holds what setup.cfg asks for."""

from __future__ import annotations

import configparser
import re
import subprocess

import hypothesis
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.structure.sources import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
_CONFIG = configparser.ConfigParser()
_CONFIG.read(ROOT / "setup.cfg", encoding="utf-8")
ASKED = [
    Requirement(line)
    for text in (_CONFIG["options"]["install_requires"], _CONFIG["options.extras_require"]["dev"])
    for line in text.splitlines()
    if line.strip() and not line.startswith("#")
]


def locked() -> dict[str, str]:
    """Version of every locked package by its canonical name."""
    found = re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", LOCK, re.M)
    return {canonicalize_name(name): version for name, version in found}


@pytest.mark.parametrize("requirement", ASKED, ids=lambda requirement: requirement.name)
def test_the_lock_holds_what_setup_cfg_asks_for(requirement: Requirement) -> None:
    version = locked().get(canonicalize_name(requirement.name))
    assert version is not None, f"{requirement.name} is not locked: run `make lock`"
    assert requirement.specifier.contains(version), f"{requirement} is locked at {version}: run `make lock`"


def test_every_locked_package_has_a_hash() -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", LOCK.split("\n", 2)[2])
    bare = [block.split("\n")[0] for block in blocks if "--hash=sha256:" not in block]
    assert not bare, f"{bare}: run `make lock`"


def test_the_lock_names_no_host() -> None:
    found = [line for line in LOCK.splitlines() if "://" in line or line.startswith(("-", "--index"))]
    assert not found, "a lock that names a host works on one network only: run `make lock`"


def test_spark_and_its_client_stay_on_one_version() -> None:
    versions = {name: str(entry.specifier) for entry in ASKED if (name := entry.name) in {"pyspark", "pyspark-client"}}
    why = "the Spark provider pulls pyspark-client, whose files overwrite pyspark's: pin both to one version"
    assert versions["pyspark"].startswith("=="), why
    assert versions["pyspark-client"] == versions["pyspark"], why


def test_make_help_names_every_target() -> None:
    said = subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory", "help"], capture_output=True, text=True, check=True
    )
    for target in ("help", "nightly", "test", "check", "docs", "up", "clean", "lock"):
        assert f"make {target}" in said.stdout


def test_a_property_test_has_no_deadline_on_a_shared_machine() -> None:
    assert hypothesis.settings().deadline is None


def test_the_licence_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert _CONFIG["metadata"]["license"] == "Apache-2.0"
