"""Keyed pseudonyms and their key file."""

from __future__ import annotations

import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from identifiers.pseudonyms import KeyFileError, Pseudonyms

KEY = bytes(range(32))
NAMES = Pseudonyms(KEY)


@pytest.mark.parametrize(
    ("kind", "letter"),
    [
        ("person", "P"),
        ("company", "C"),
        ("dispute", "D"),
        ("row", "r"),
        ("edge", "e"),
        ("evidence", "v"),
        ("rejection", "q"),
    ],
)
def test_an_id_is_a_letter_for_its_kind_and_twenty_hex_digits(kind: str, letter: str) -> None:
    assert re.fullmatch(rf"{letter}[0-9a-f]{{20}}", NAMES.of(kind, "a"))


def test_the_same_parts_have_the_same_id_and_nothing_else_does() -> None:
    assert NAMES.of("person", "a", "b") == NAMES.of("person", "a", "b")
    others = {
        NAMES.of("person", "ab"),
        NAMES.of("person", "b", "a"),
        NAMES.of("pear", "a", "b"),
        NAMES.of("person", "a", "b", ""),
    }
    assert NAMES.of("person", "a", "b") not in others
    assert NAMES.of("person", "a", "b") != Pseudonyms(bytes(32)).of("person", "a", "b")


def test_a_part_that_could_forge_another_list_of_parts_is_refused() -> None:
    with pytest.raises(ValueError, match=r"U\+001F"):
        NAMES.of("person", "a\x1fb")


def test_a_copy_sent_to_a_worker_makes_the_same_ids_and_the_key_is_never_shown() -> None:
    copy = pickle.loads(pickle.dumps(NAMES))
    assert copy.of("row", "a") == NAMES.of("row", "a")
    assert repr(NAMES) == str(NAMES) == "Pseudonyms(key hidden)"


def test_a_series_of_ids_keeps_its_index_and_its_nulls() -> None:
    first = pd.Series(["a", None, "c"], index=[5, 6, 7])
    second = pd.Series(["x", "y", "z"])
    made = NAMES.vectorised("row", first, second)
    assert list(made.index) == [5, 6, 7]
    assert list(made) == [NAMES.of("row", "a", "x"), None, NAMES.of("row", "c", "z")]


def test_a_key_file_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "pseudonyms.key"
    made = Pseudonyms.from_key_file(path, create=True)
    assert path.stat().st_mode & 0o777 == 0o600
    assert Pseudonyms.from_key_file(path, create=True) == Pseudonyms.from_key_file(path) == made
    assert [file.name for file in path.parent.iterdir()] == ["pseudonyms.key"]


def test_makers_at_once_end_up_with_one_key(tmp_path: Path) -> None:
    path = tmp_path / "pseudonyms.key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: Pseudonyms.from_key_file(path, create=True).key, range(32)))
    assert len(keys) == 1


def test_a_missing_key_a_damaged_key_and_an_open_key_say_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "pseudonyms.key"
    with pytest.raises(KeyFileError, match="restore"):
        Pseudonyms.from_key_file(path)
    path.write_bytes(b"short")
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match="damaged"):
        Pseudonyms.from_key_file(path)
    path.write_bytes(KEY)
    path.chmod(0o644)
    with pytest.raises(KeyFileError, match="chmod 600"):
        Pseudonyms.from_key_file(path)
