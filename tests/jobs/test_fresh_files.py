"""What a night has to account for, and what it may not open."""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from identifiers.pseudonyms import Pseudonyms
from jobs.faults import Fault
from jobs.fresh_files import FreshFile, FreshFiles, fresh_files
from jobs.landing import hand_over, stage
from jobs.settings import Settings
from jobs.warehouse import Manifest, Warehouse

AS_OF = date(2026, 3, 4)
GOOD = "hotline/hotline_tickets/2026-03-01/a.csv"


def put(settings: Settings, name: str, text: str = "x") -> Path:
    path = settings.landing / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def found(settings: Settings, as_of: date = AS_OF) -> FreshFiles:
    key = Pseudonyms.from_key_file(settings.key_file, create=True)
    return fresh_files(settings, Warehouse(settings.warehouse), key, as_of)


def due(settings: Settings) -> dict[str, tuple[str, str | None, str | None]]:
    return {file.source_file: (file.delivery, file.status, file.reason) for file in found(settings).due}


@pytest.mark.parametrize(
    ("name", "delivery", "reason"),
    [
        ("x.csv", "xiamen/unmapped/2026-03-03", "not_in_a_delivery"),
        ("police/x.csv", "xiamen/unmapped/2026-03-03", "not_in_a_delivery"),
        ("nosuch/companies/2026-03-01/x.csv", "xiamen/unmapped/2026-03-01", "not_the_tables_department"),
        ("courts/companies/2026-03-01/x.csv", "courts/unmapped/2026-03-01", "not_the_tables_department"),
        ("courts/nosuch/2026-03-01/x.csv", "courts/unmapped/2026-03-01", "no_table_of_that_name"),
        ("courts/civil_cases/2026-03-01/_x.csv", "courts/unmapped/2026-03-01", "hidden_name"),
    ],
)
def test_what_lies_in_the_wrong_place_is_an_account(settings: Settings, name: str, delivery: str, reason: str) -> None:
    put(settings, GOOD)
    put(settings, name)

    assert due(settings) == {
        GOOD: ("hotline/hotline_tickets/2026-03-01", None, None),
        name: (delivery, "unmapped", reason),
    }


def test_a_file_name_that_is_not_utf_8_ends_no_night(settings: Settings) -> None:
    put(settings, GOOD)
    put(settings, f"{Path(GOOD).parent}/{os.fsdecode('罚'.encode('gb18030'))}.csv")

    name = rf"{Path(GOOD).parent}/\xb7\xa3.csv"
    assert due(settings)[name] == ("hotline/hotline_tickets/2026-03-01", "unreadable", "file_name_not_utf_8")


def test_a_link_to_what_nobody_handed_over_is_an_account_and_not_opened(settings: Settings, tmp_path: Path) -> None:
    put(settings, GOOD)
    outside = tmp_path / "outside.csv"
    outside.write_text("a,b\n")
    linked = settings.landing / Path(GOOD).parent / "linked.csv"
    linked.symlink_to(outside)

    (good, refused) = found(settings).due
    assert (good.status, good.reason) == (None, None)
    assert (refused.path, refused.status, refused.reason) == (linked, "unreadable", "linked_file")
    assert refused.bytes == 0


def test_a_file_without_permission_is_an_account(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    put(settings, GOOD)
    closed = put(settings, f"{Path(GOOD).parent}/b.csv")
    monkeypatch.setattr(os, "access", lambda path, mode: path != closed)

    assert [(file.status, file.reason) for file in found(settings).due] == [
        (None, None),
        ("unreadable", "file_not_permitted"),
    ]


def test_a_file_that_was_lost_since_it_was_handed_over_is_an_account_and_the_others_have_their_digest(
    settings: Settings, tmp_path: Path
) -> None:
    for name in ("kept.csv", "lost.csv"):
        (tmp_path / name).write_text("x")
    place = {"department": "hotline", "table": "hotline_tickets", "delivered": date(2026, 3, 1)}
    files = sorted(tmp_path.glob("*.csv"))
    hand_over([stage(files, settings.landing, source="synthetic_city", relative_to=tmp_path, **place)])
    folder = settings.landing / Path(GOOD).parent
    (folder / "lost.csv").unlink()

    assert {Path(name).name: told[1:] for name, told in due(settings).items()} == {
        "kept.csv": (None, None),
        "lost.csv": ("unreadable", "lost_since_handed_over"),
    }
    assert found(settings).due[0].handed_over_sha256 == sha256(b"x").hexdigest()


def test_what_a_batch_accounted_for_is_not_fresh_again(settings: Settings) -> None:
    put(settings, GOOD)
    put(settings, "x.csv")
    first = found(settings).due
    covered = {file.delivery: {file.file_id: {"sha256": None}} for file in first}
    Warehouse(settings.warehouse).commit_batch(
        Manifest("ingest_extracts", "", "run1", "synthetic_city", "r", {}, deliveries=covered), 1
    )

    assert found(settings, date(2026, 3, 9)).due == ()
    assert not any("csv" in file.file_id for file in first)


def covered(settings: Settings, fresh: FreshFiles, number: int) -> None:
    """Commit a batch that accounts for what was found."""
    files: dict[str, dict[str, dict[str, str | int | None]]] = {}
    for file in fresh.due:
        files.setdefault(file.delivery, {})[file.file_id] = {"sha256": None, "bytes": file.bytes}
    manifest = Manifest("ingest_extracts", "", f"run{number}", "synthetic_city", "r", {}, deliveries=files)
    Warehouse(settings.warehouse).commit_batch(manifest, number)


def test_a_file_that_was_written_over_since_it_was_read_is_named_once_for_each_content(settings: Settings) -> None:
    misplaced = "courts/companies/2026-03-01/x.csv"
    for number, text in enumerate(["half", "half and half", "half and half", "one and a half"], start=1):
        put(settings, GOOD, text)
        put(settings, misplaced, text)
        fresh = found(settings)
        if number == 1:
            assert len(fresh.due) == 2
        elif number == 3:
            assert fresh.due == ()
            continue
        else:
            assert [(file.source_file, file.status, file.reason) for file in fresh.due] == [
                (GOOD, "unreadable", "changed_since_read")
            ]
            assert fresh.due[0].source_place.endswith(f"file {min(number, 3)}")
        covered(settings, fresh, min(number, 3))


def test_what_waits_is_told_with_its_day(settings: Settings) -> None:
    put(settings, GOOD)
    warehouse = Warehouse(settings.warehouse)
    warehouse.commit(Manifest("rank_lists", "as_of=2099-01-01", "run1", "synthetic_city", "r", {}))

    fresh = found(settings)

    assert fresh.due == ()
    assert fresh.told == "1 file waits, hotline/hotline_tickets/2026-03-01 among them, for a night after 2099-01-01"


def test_a_landing_without_an_extract_says_what_lies_there(settings: Settings) -> None:
    put(settings, "x.csv")
    with pytest.raises(Fault, match=r"no extract lies under .*; 1 files lie there in no delivery's folder"):
        found(settings)


def places(settings: Settings) -> dict[str, str]:
    return {file.source_file: file.source_place for file in found(settings).due}


def test_a_file_is_told_by_its_delivery_and_number(settings: Settings) -> None:
    names = [
        GOOD,
        f"{Path(GOOD).parent}/张三丰.csv",
        "hotline/张三丰/2026-03-01/a.csv",
        "张三丰/x/y/z.csv",
        "张三丰.csv",
    ]
    for name in names:
        put(settings, name)

    assert places(settings) == {
        names[0]: "hotline/hotline_tickets/2026-03-01, file 1",
        names[1]: "hotline/hotline_tickets/2026-03-01, file 2",
        names[2]: "hotline/unmapped/2026-03-01, file 1",
        names[4]: "xiamen/unmapped/2026-03-03, file 1",
        names[3]: "xiamen/unmapped/2026-03-03, file 2",
    }


def test_a_file_keeps_its_number_when_another_comes_later(settings: Settings) -> None:
    put(settings, GOOD)
    first = found(settings).due
    covered = {file.delivery: {file.file_id: {"sha256": None}} for file in first}
    Warehouse(settings.warehouse).commit_batch(
        Manifest("ingest_extracts", "", "run1", "synthetic_city", "r", {}, deliveries=covered), 1
    )
    earlier_by_name = f"{Path(GOOD).parent}/0.csv"
    put(settings, earlier_by_name)

    assert places(settings) == {earlier_by_name: "hotline/hotline_tickets/2026-03-01, file 2"}


def test_the_size_of_what_cannot_be_opened_is_none(tmp_path: Path) -> None:
    place = ("s", "d", "t", AS_OF, AS_OF)
    assert FreshFile(*place, tmp_path / "gone", "gone", "f0", status="unreadable", reason="broken_link").bytes == 0
