"""What kinds of names stand behind a wrong link or a missed one: kinds only, never a name."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas as pd

from identifiers.company_names import CompanyName, parse
from identifiers.names import split_site

MOST_KINDS = 10


def error_kinds(records: pd.DataFrame) -> dict[str, dict[str, int]]:
    """The commonest kinds of false merges and of misses, each with its pairs of records of different files."""
    found = {
        "false_merges": _kinds(records, together="company", apart="code"),
        "misses": _kinds(records, together="code", apart="company"),
    }
    return {what: dict(kinds.most_common(MOST_KINDS)) for what, kinds in found.items()}


def _kinds(records: pd.DataFrame, together: str, apart: str) -> Counter[str]:
    mixed = records[records.groupby(together)[apart].transform("nunique") > 1]
    found: Counter[str] = Counter()
    for _, group in mixed.groupby(together):
        rows = list(zip(group["file"], group[apart], group["name"], strict=True))
        for (file, side, name), (other_file, other_side, other_name) in combinations(rows, 2):
            if file != other_file and side != other_side:
                found[kind_of(name, other_name)] += 1
    return found


def kind_of(one: str, other: str) -> str:
    """How two names differ, as written."""
    (left, left_site), (right, right_site) = split_site(one), split_site(other)
    if left == right:
        return "one name" if left_site == right_site else "one name, another site"
    first, second = parse(left), parse(right)
    if first.stem == second.stem:
        return "same stem: " + ("other place" if first.places != second.places else "other legal form")
    return _kind_of_stems(first, second)


def _kind_of_stems(first: CompanyName, second: CompanyName) -> str:
    if first.proper == second.proper:
        return "same name proper, other trade"
    short, long = sorted((first.stem, second.stem), key=len)
    if len(short) == len(long) and sum(map(str.__ne__, short, long)) == 1:
        return "one character replaced"
    if len(long) - len(short) == 1 and any(short == long[:place] + long[place + 1 :] for place in range(len(long))):
        return "one character missing"
    if short in long:
        return "one name within the other"
    if first.trade and first.trade == second.trade:
        return "other name proper, same trade"
    return (
        "names with nothing in common" if not set(first.proper) & set(second.proper) else "names with little in common"
    )
