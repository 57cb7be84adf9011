"""What a person at the command line is told: the cause, the remedy, an exit code, and no stack trace."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jobs.__main__ import COMMANDS, code_revision, main, new_run_id
from jobs.arguments import parser
from jobs.faults import Fault, as_fault
from jobs.sessions import require_java
from jobs.settings import Settings
from jobs.warehouse import Warehouse
from review.store import ReviewStore
from review.verdicts import VerdictStore
from tests.notebooks.drawn_night import full_night, write_night


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home of the test's own, and the permissions of files as other tests expect them."""
    monkeypatch.setenv("MINGJING_HOME", str(tmp_path / "home"))
    mask = os.umask(0o022)
    os.umask(mask)
    yield
    os.umask(mask)


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err.strip().splitlines()[-1]


def test_every_command_that_is_offered_does_something() -> None:
    offered = next(action.choices for action in parser()._actions if action.choices)
    assert set(offered) == set(COMMANDS)


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_every_command_explains_itself(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 0
    assert "usage: mingjing" in capsys.readouterr().out


def test_a_wrong_date_is_named_with_the_form_it_should_have(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["run", "link_identities", "--as-of", "2026-02-30"])
    assert stop.value.code == 2
    assert "'2026-02-30' is not a date; write it as YYYY-MM-DD" in told(capsys)


def test_a_job_that_is_not_there_is_answered_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["run", "score_everybody", "--as-of", "2026-03-04"])
    assert stop.value.code == 2
    assert "snapshot_reviews" in told(capsys)


@pytest.mark.parametrize("command", [["land", "{folder}", "--source", "xiamen", "--delivered"], ["nightly", "--as-of"]])
def test_a_day_that_has_not_come_is_refused_and_nothing_is_done(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extract = tmp_path / "in/civil_affairs/villages/a.csv"
    extract.parent.mkdir(parents=True)
    extract.write_text("x")

    assert main([*(word.format(folder=tmp_path / "in") for word in command), "2126-01-01"]) == 1

    said = told(capsys)
    assert said.startswith(f"mingjing: {command[-1]} 2126-01-01 lies after today, ")
    assert said.endswith(" in the city. Nothing was done: correct the date")
    assert not list((tmp_path / "home").rglob("*.csv"))


def test_an_approval_needs_a_name_and_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--as-of", "2026-03-04", "--approve"]) == 1
    assert told(capsys) == "mingjing: an approval needs a name and a reason. Add --approver NAME --reason TEXT"


def test_a_setting_that_is_not_a_number_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINGJING_SEED", "seven")
    assert main(["run", "link_identities", "--as-of", "2026-03-04"]) == 1
    assert "MINGJING_SEED must be a whole number, not 'seven'" in told(capsys)


def test_no_java_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Fault, match=r"no Java was found\. Install Java 17"):
        require_java()


def test_an_old_java_is_said_with_its_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(Fault, match="Java 17 is needed and 11 was found"):
        require_java()


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("java.io.IOException: No space left on device", "the disk is full"),
        ("java.lang.OutOfMemoryError: Java heap space", "Spark's driver ran out of memory"),
    ],
)
def test_an_error_of_the_machine_is_told_with_its_remedy(said: str, cause: str) -> None:
    error = RuntimeError("a stage failed")
    error.__cause__ = OSError(said)
    fault = as_fault(error)
    assert fault is not None
    assert fault.cause == cause
    assert fault.remedy


def test_what_may_not_be_used_is_named_by_its_folder() -> None:
    fault = as_fault(PermissionError(13, "Permission denied", "/in/张三丰.csv"))
    assert fault is not None
    assert fault.cause == "something in /in may not be used (Permission denied)"


def test_a_full_disk_is_known_from_the_database_too() -> None:
    fault = as_fault(RuntimeError("sqlite3.OperationalError: database or disk is full"))
    assert fault is not None
    assert fault.cause == "the disk is full"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["simulate", "--people", "10"], "a city needs at least"),
        (["decide", "lenders", "P1", "confirmed", "--reviewer", " ", "--reason", "seen"], "the reviewer is missing"),
        (["approve", "mingjing-lenders", "99", "--approver", "A", "--reason", "r"], "version 99"),
    ],
)
def test_a_request_that_cannot_be_met_is_told_without_a_trace(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    line = told(capsys)
    assert said in line
    assert "unexpected" not in line


def test_a_decision_never_changes_a_night_that_was_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Warehouse, "last_night", lambda self: date(2026, 3, 4))

    words = ["decide", "lenders", "P1", "dismissed", "--reviewer", "A", "--reason", "r", "--as-of", "2026-02-01"]
    assert main(words) == 0

    assert "nights after 2026-03-04 show it" in capsys.readouterr().out
    store = ReviewStore(Settings.from_environment(os.environ).review_url)
    assert not store.reviews_known_before(date(2026, 3, 4))
    assert [row.decided_on for row in store.reviews_known_before(date(2026, 3, 5))] == [date(2026, 2, 1)]


@pytest.mark.parametrize(
    ("words", "list_name"),
    [
        (["decide", "lenders", "ID", "dismissed", "--reviewer", "A", "--reason", "r"], "lenders"),
        (["correct", "lenders", "ID", "--reviewer", "A", "--reason", "r"], "lenders"),
        (["sign", "ID", "--signer", "A"], "candidate_checks"),
    ],
)
def test_what_stands_on_no_list_is_not_decided(
    words: list[str], list_name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings.from_environment(os.environ)
    night = full_night()
    write_night(settings, night)
    listed = night[f"lists.{list_name}"][0]

    assert main([word.replace("ID", "P" + "0" * 20) for word in words]) == 1
    assert f"is no line of any night's lists.{list_name}" in told(capsys)

    known = listed.get("subject_id") or listed["nomination_id"]
    assert main([word.replace("ID", known) for word in words]) == 0


def linked(*mentions: tuple[str, str, str]) -> None:
    """A night that linked these mentions: mention, entity, method."""
    rows = [
        {
            "source_row_id": mention.split("/")[0],
            "role": mention.split("/")[1],
            "entity_id": entity,
            "method": method,
            "links_only": mention.endswith("reporter"),
            "probability": 1.0,
        }
        for mention, entity, method in mentions
    ]
    write_night(Settings.from_environment(os.environ), {"linked.crosswalks": rows})


def recorded() -> list[tuple[str, str, str]]:
    rows = VerdictStore(Settings.from_environment(os.environ).review_url).history()
    return [(row.verdict, row.left_id, row.right_id) for row in rows]


BY = ["--reviewer", "A", "--reason", "seen"]


def test_a_verdict_against_a_number_says_whose_it_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    linked(*((f"{row}/x", "P1", "citizen_id") for row in ("r0", "r1")), ("r2/x", "P2", "citizen_id"))
    for verdict, other in (("must_not_link", "r1/x"), ("must_link", "r2/x")):
        assert main(["judge", verdict, "r0/x", other, *BY]) == 1
        assert f"--refute r0/x, or --refute {other}" in told(capsys)
        assert main(["judge", verdict, "r0/x", other, "--refute", other, *BY]) == 0
    assert main(["judge", "must_link", "r0/x", "r2/x", "--refute", "r1/x", *BY]) == 1
    assert "r1/x is neither of the two" in told(capsys)
    assert main(["judge", "must_link", "r0/x", "r1/x", *BY]) == 0
    assert recorded() == [
        ("must_not_link", "r1/x", "r0/x"),
        ("must_link", "r2/x", "r0/x"),
        ("must_link", "r0/x", "r1/x"),
    ]


def test_whose_number_was_taken_off_or_who_only_reports_takes_it_off_nobody() -> None:
    """The mention named first loses its number: the row that is not its number's anyway, or the report."""
    linked(("r0/x", "P1", "citizen_id"), ("r1/x", "P2", "alone"), ("r2/reporter", "P1", "citizen_id"))
    for other in ("r1/x", "r2/reporter"):
        assert main(["judge", "must_not_link", "r0/x", other, *BY]) == 0
    assert recorded() == [("must_not_link", "r1/x", "r0/x"), ("must_not_link", "r2/reporter", "r0/x")]


def test_a_verdict_on_a_record_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    linked(("r0/x", "P1", "alone"))
    assert main(["judge", "must_link", "r0/x", "r9/x", *BY]) == 1
    assert "no mention r9/x in the last night" in told(capsys)
    assert recorded() == []


def test_verdicts_are_recorded_taken_back_and_written_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    linked(("r1/plaintiff", "P1", "comparison"), ("r2/creditor", "P2", "alone"))
    signed = ["--reviewer", "A", "--reason", "one signature", "--as-of", "2026-03-04"]
    assert main(["judge", "must_link", "r1/plaintiff", "r2/creditor", *signed]) == 0
    assert "recorded as verdict-1" in capsys.readouterr().out
    assert main(["undo", "verdict-1", *signed]) == 0
    assert main(["verdicts", "--out", str(tmp_path / "verdicts.csv")]) == 0

    header, given, undone = (tmp_path / "verdicts.csv").read_text(encoding="utf-8").splitlines()
    assert header == "verdict_id,left_id,right_id,verdict,reviewer,reason,decided_on,known_on,undoes"
    assert given == "verdict-1,r1/plaintiff,r2/creditor,must_link,A,one signature,2026-03-04,2026-03-04,"
    assert undone.endswith(",verdict-1")


def test_a_verdict_on_an_entity_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judge", "must_link", "Pabc", "r2/creditor", "--reviewer", "A", "--reason", "r"]) == 1
    assert "no entity Pabc in the last night" in told(capsys)


def test_jobs_run_where_there_is_no_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code_revision().startswith("mingjing ")


def test_an_error_we_do_not_know_is_not_dressed_up() -> None:
    assert as_fault(ValueError("something else")) is None


def test_run_ids_sort_by_time_and_never_repeat() -> None:
    made = [new_run_id() for _ in range(50)]
    assert [run_id[:20] for run_id in made] == sorted(run_id[:20] for run_id in made)
    assert len(set(made)) == 50


def test_home_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    settings = Settings.from_environment({"MINGJING_HOME": str(tmp_path / "h")})
    settings.make_folders()
    assert {path.stat().st_mode & 0o777 for path in (settings.home, settings.landing, settings.key_file.parent)} == {
        0o700
    }
