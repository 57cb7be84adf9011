"""What kinds of records stand behind a wrong link or a missed one among historical people: kinds only, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping

import pandas as pd

MOST_KINDS = 10


def error_kinds(records: pd.DataFrame) -> dict[str, dict[str, int]]:
    """The commonest kinds of false merges and of misses, each with its pairs of records.

    `records` has what describes a person, the `cluster` they were put in and the `person` they are of.
    """
    found = {
        "false merges": _kinds(records, together="cluster", apart="person"),
        "misses": _kinds(records, together="person", apart="cluster"),
    }
    return {what: dict(kinds.most_common(MOST_KINDS)) for what, kinds in found.items()}


def _kinds(records: pd.DataFrame, together: str, apart: str) -> Counter[str]:
    mixed = records[records.groupby(together)[apart].transform("nunique") > 1].reset_index(names="record")
    pairs = mixed.merge(mixed, on=together, suffixes=("", "_other"))
    pairs = pairs[(pairs["record"] < pairs["record_other"]) & (pairs[apart] != pairs[f"{apart}_other"])]
    return Counter(kind_of(row) for row in pairs.to_dict("records"))


def kind_of(pair: Mapping[Hashable, str | None]) -> str:
    """How two records differ, as written: name, birth date, and where."""
    return ", ".join((_name(pair), _birth(pair), _where(pair)))


def _both(pair: Mapping[Hashable, str | None], column: str) -> tuple[str, str] | None:
    one, other = pair[column], pair[f"{column}_other"]
    return None if one is None or other is None else (one, other)


def _name(pair: Mapping[Hashable, str | None]) -> str:
    full = _both(pair, "full_name")
    if full is None:
        return "no name"
    if full[0] == full[1]:
        return "same name"
    words = [set(name.split()) for name in full]
    shared = len(words[0] & words[1])
    if shared and min(map(len, words)) == 1:
        return "one name in a word"
    return ("no word of the name", "one word of the name", "most of the name")[min(shared, 2)]


def _birth(pair: Mapping[Hashable, str | None]) -> str:
    dates = _both(pair, "dob")
    if dates is None:
        return "birth date missing"
    if dates[0] == dates[1]:
        return "same birth date"
    if dates[0][:4] == dates[1][:4]:
        return "same birth year"
    return "birth date one digit off" if sum(map(str.__ne__, *dates)) == 1 else "other birth date"


def _where(pair: Mapping[Hashable, str | None]) -> str:
    places, codes = _both(pair, "birth_place"), _both(pair, "postcode_fake")
    if codes is not None and codes[0] == codes[1]:
        return "same postcode"
    if places is not None and places[0] == places[1]:
        return "same place"
    return "place missing" if places is None and codes is None else "other place"
