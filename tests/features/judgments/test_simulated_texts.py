"""Judgments of the synthetic city are read too: patterns were written on other texts."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from features.judgments import Facts, read_judgment
from simulation.blocks import Block
from simulation.dice import Dice
from simulation.judgment_texts import JUDGED, Standing, _text

TEXTS = 400


def drawn_case(dice: Dice) -> dict[str, Any]:
    """A row of civil_cases with what its judgment says."""
    lent = date(2018, 1, 1) + timedelta(days=dice.integer(0, 2000))
    yuan = dice.pick((8_000, 23_500, 50_000, 120_000, 1_000_000))
    return {
        "case_no": "（2024）闽0203民初1号",
        "court": "厦门市思明区人民法院",
        "filed_on": date(2024, 3, 1),
        "closed_on": date(2024, 6, 1),
        "principal_fen": yuan * 100,
        "delivered_fen": dice.pick((None, yuan * 100, yuan * 90)),
        "agreed_rate_percent": dice.pick((None, 12.0, 24.0, 36.0, 18.0)),
        "lent_on": dice.pick((lent, lent, lent, None)),
        "due_on": dice.pick((lent + timedelta(days=180), None)),
        "outcome": dice.pick(JUDGED),
        "contested": dice.chance(0.5),
    }


def drawn_party(name: str) -> SimpleNamespace:
    address = SimpleNamespace(
        standard="厦门市思明区湖滨路1号",
        building=SimpleNamespace(community=SimpleNamespace(district="思明区"), short_address="湖滨路1号"),
    )
    return SimpleNamespace(name=name, male=True, birth=date(1980, 5, 6), address=address, number="〔证件号〕")


@pytest.fixture(scope="module")
def read() -> list[tuple[dict[str, Any], Facts]]:
    """(case, facts of its text) of drawn cases, guarantors in every third."""
    dice = Dice(np.random.default_rng(7))
    made = []
    for number in range(TEXTS):
        case = drawn_case(dice)
        named = {"plaintiff": "林志明", "defendant": "陈建国", **({"guarantor": "黄文立"} if number % 3 == 0 else {})}
        standing = [Standing(role, cast(Any, drawn_party(name))) for role, name in named.items()]
        text = _text(cast(Block, None), dice, case, standing)
        made.append((case | {"guarantor": number % 3 == 0}, read_judgment(text)))
    return made


def proved(read: list[tuple[dict[str, Any], Facts]], outcome: bool = False) -> list[tuple[dict[str, Any], Facts]]:
    """Those whose loan was proved: a suit that is refused for want of proof shows no loan."""
    return [(case, facts) for case, facts in read if outcome or case["outcome"] != "against_plaintiff"]


def test_a_suit_refused_for_want_of_proof_shows_no_loan(read: list[tuple[dict[str, Any], Facts]]) -> None:
    refused = [facts for case, facts in read if case["outcome"] == "against_plaintiff"]
    assert len(refused) > 50
    for facts in refused:
        shown = (facts.principal_fen, facts.first_loan_on, facts.due_on, facts.agreed_rate_monthly_percent)
        assert shown == (None, None, None, None)


@pytest.mark.parametrize(
    ("field", "column"),
    [("principal_fen", "principal_fen"), ("first_loan_on", "lent_on"), ("due_on", "due_on"), ("outcome", "outcome")],
)
def test_what_the_case_says_is_read_off_its_text(
    read: list[tuple[dict[str, Any], Facts]], field: str, column: str
) -> None:
    wrong = Counter((case[column] is None, getattr(facts, field) is None) for case, facts in read)
    assert all(getattr(facts, field) in (None, case[column]) for case, facts in read), wrong
    told = [
        getattr(facts, field) for case, facts in proved(read, outcome=field == "outcome") if case[column] is not None
    ]
    assert sum(value is not None for value in told) > 0.9 * len(told)


def test_rates_are_read_as_a_month_s(read: list[tuple[dict[str, Any], Facts]]) -> None:
    for case, facts in proved(read):
        yearly = case["agreed_rate_percent"]
        assert facts.agreed_rate_monthly_percent == (None if yearly is None else pytest.approx(yearly / 12))


def test_what_arrived_is_read_where_it_is_less(read: list[tuple[dict[str, Any], Facts]]) -> None:
    for case, facts in proved(read):
        less = case["delivered_fen"] is not None and case["delivered_fen"] < case["principal_fen"]
        assert facts.net_fen == (case["delivered_fen"] if less else None)


def test_that_all_arrived_is_read_where_the_court_found_it(read: list[tuple[dict[str, Any], Facts]]) -> None:
    whole = [facts for case, facts in proved(read) if case["delivered_fen"] == case["principal_fen"]]
    found = [facts for _, facts in read if facts.delivered_in_full]
    assert all(any(one is other for other in whole) for one in found)
    assert len(found) > 0.95 * len(whole)


def test_who_came_and_who_stood_surety(read: list[tuple[dict[str, Any], Facts]]) -> None:
    for case, facts in read:
        assert facts.defendant_absent in (None, not case["contested"])
        assert facts.has_guarantor in ((True,) if case["guarantor"] else (False, None))
        roles = {one.role: one.name for one in facts.parties}
        assert roles["plaintiff"] == "林志明"
        assert roles["defendant"] == "陈建国"
        assert ("guarantor" in roles) == case["guarantor"]
