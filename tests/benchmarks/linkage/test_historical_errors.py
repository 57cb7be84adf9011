"""Kinds of errors among historical people, told of invented records."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.linkage.historical_errors import error_kinds, kind_of

ADA = {"full_name": "ada byron", "dob": "1815-12-10", "birth_place": "london", "postcode_fake": "w1 1aa"}


@pytest.mark.parametrize(
    ("differs", "kind"),
    [
        ({}, "same name, same birth date, same postcode"),
        ({"full_name": "lady ada byron", "dob": None}, "most of the name, birth date missing, same postcode"),
        ({"full_name": "byron", "dob": "1816-12-10"}, "one name in a word, birth date one digit off, same postcode"),
        ({"full_name": "anne byron", "postcode_fake": "n1 1aa"}, "one word of the name, same birth date, same place"),
        (
            {"full_name": "mary shelley", "dob": "1797-08-30", "postcode_fake": None, "birth_place": None},
            "no word of the name, other birth date, place missing",
        ),
        (
            {"dob": "1815-01-01", "postcode_fake": None, "birth_place": "kent"},
            "same name, same birth year, other place",
        ),
    ],
)
def test_a_kind_says_what_agrees_and_nothing_of_anybody(differs: dict[str, str | None], kind: str) -> None:
    other = {f"{column}_other": value for column, value in {**ADA, **differs}.items()}
    assert kind_of({**ADA, **other}) == kind


def test_wrong_pairs_are_counted_by_kind() -> None:
    records = pd.DataFrame(
        [{**ADA, "cluster": 1, "person": who} for who in ("a", "b")] + [{**ADA, "cluster": 2, "person": "a"}]
    )
    kind = "same name, same birth date, same postcode"
    assert error_kinds(records) == {"false merges": {kind: 1}, "misses": {kind: 1}}
