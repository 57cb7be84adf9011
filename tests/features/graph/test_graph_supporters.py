"""Lenders whom one person stands by in several parts, or who lend beside each other; and whom that leaves alone.

Each scenario is a town of its own, told apart by the sign that its people bear; all are drawn in one night.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from features.graph.common_borrowers import AT_ONE_TIME_DAYS
from features.graph.passed_debts import MOST_LENDERS
from features.sources.agents import AGENT_SERVES_EVERYBODY
from tests.features.graph.drawn_lending import (
    LENT,
    Tables,
    apart,
    deed,
    judgment,
    licence,
    loan,
    party,
    suit,
    together,
)


def appeared(town: str, borrower: str = "借甲") -> Tables:
    """Somebody is the agent of one lender."""
    return suit(f"a{town}", f"甲{town}", f"{borrower}{town}", agent=f"帮{town}")


def vouched(town: str, borrower: str = "借乙") -> Tables:
    """The same is surety for another's borrower."""
    return suit(f"g{town}", f"乙{town}", f"{borrower}{town}", guarantor=f"帮{town}")


def saw_it(town: str, borrower: str = "借丙") -> Tables:
    """And saw the money counted to a third borrower, in whose suit they are the other's agent."""
    return suit(f"w{town}", f"乙{town}", f"{borrower}{town}", witness=f"帮{town}", agent=f"帮{town}")


def stood(town: str) -> Tables:
    return together(appeared(town), vouched(town), saw_it(town))


def said(town: str, words: str) -> Tables:
    return judgment(f"a{town}", f"原告：甲{town}，男。委托诉讼代理人：帮{town}，{words}。被告：借甲{town}，女。")


LENDERS = [f"客{sign}辛金" for sign in "一二三四五六七八九十甲乙"]
STOOD = together(
    *(stood(town) for town in ("子金", "卯金", "辰金", "巳金", "午金", "未金", "申金", "辛金", "壬金")),
    # A village's respected man vouches and testifies, and appears for one who lent.
    appeared("丑金"),
    vouched("丑金"),
    suit("w丑金", "乙丑金", "借丙丑金", witness="帮丑金"),
    # A father's and a son's kin.
    appeared("寅金"),
    vouched("寅金", "借甲"),
    saw_it("寅金"),
    # Sued on a loan; debtor of a deed.
    suit("d卯金", "丙卯金", "帮卯金"),
    deed("d辰金", "丙辰金", "帮辰金"),
    # A lawyer, a son, and one who defended the borrower.
    said("巳金", "福建某某律师事务所律师"),
    said("午金", "系原告之子"),
    judgment("a未金", "原告：甲未金，男。被告：借甲未金，女。委托诉讼代理人：帮未金，系被告推荐的公民。"),
    # One of the three borrowers is a firm.
    suit("a酉金", "甲酉金", "厦门借甲酉金有限公司", agent="帮酉金"),
    vouched("酉金"),
    saw_it("酉金"),
    # A lender with a licence; a busy man of thirteen and more.
    suit("a戌金", "厦门戌金小额贷款有限公司", "借甲戌金", cause="small_loan", agent="帮戌金"),
    licence("厦门戌金小额贷款有限公司"),
    vouched("戌金"),
    saw_it("戌金"),
    *(suit(f"t{name}", name, "借丁辛金", agent="帮辛金") for name in LENDERS),
    # Two borrowers, and a judgment that says whose agent it was.
    appeared("癸金"),
    saw_it("癸金"),
    said("癸金", "系原告推荐的公民"),
    # Who stands by two lends as well.
    suit("l壬金", "帮壬金", "借戊壬金"),
)


def beside(town: str, borrower: str, first: int, second: int) -> Tables:
    """Both lend to one borrower, so many days after the first of January."""
    days = {"甲": first, "乙": second}
    return together(
        *(
            loan(f"{who}{borrower}", f"{who}{town}", borrower, LENT + timedelta(days=day), 10_000)
            for who, day in days.items()
        )
    )


def joined(case_no: str, name: str) -> Tables:
    """A second plaintiff of a suit."""
    row = {
        "source_row_id": f"second {case_no}",
        "case_no": case_no,
        "party_no": "9",
        "role": "plaintiff",
        **party("party", name),
    }
    return {"case_parties": [row]}


FAR = AT_ONE_TIME_DAYS + 1
BESIDE = together(
    beside("子江", "借甲子江", 0, AT_ONE_TIME_DAYS),
    beside("子江", "借乙子江", 103, 100),
    # Too far apart; one borrower again; two borrowers in one week.
    beside("丑江", "借甲丑江", 0, FAR),
    beside("丑江", "借乙丑江", 100, 100),
    beside("寅江", "借甲寅江", 0, 0),
    loan("x寅江", "甲寅江", "借甲寅江", LENT + timedelta(days=10), 10_000),
    loan("y寅江", "乙寅江", "借甲寅江", LENT + timedelta(days=10), 10_000),
    beside("卯江", "借甲卯江", 0, 0),
    beside("卯江", "借乙卯江", 3, AT_ONE_TIME_DAYS),
    # Friends who put money into firms; a couple who sue one borrower together.
    *(beside("辰江", f"厦门{one}辰江有限公司", 100 * n, 100 * n) for n, one in enumerate(("甲", "乙"))),
    beside("巳江", "借甲巳江", 0, 0),
    beside("巳江", "借乙巳江", 100, 100),
    joined("甲借乙巳江", "乙巳江"),
    # A savings circle pays one member, then another.
    beside("未江", "会友甲未江", 0, 0),
    beside("未江", "会友乙未江", 100, 100),
    loan("h未江", "会友甲未江", "会友乙未江", LENT + timedelta(days=100), 10_000),
    loan("i未江", "会友乙未江", "会友甲未江", LENT, 10_000),
    # A borrower who takes money from the public.
    beside("午江", "借甲午江", 0, 0),
    beside("午江", "借乙午江", 100, 100),
    *(loan(f"p{n}", f"众{n}午江", "借乙午江", LENT, 10_000) for n in range(MOST_LENDERS - 1)),
)


CONTESTED = {"子河": True, "丑河": False}


def villager(town: str, contested: bool) -> Tables:
    """A villager appears, vouches and testifies for neighbours whom two outsiders sue."""
    return together(
        *(
            suit(
                f"k{place}{town}",
                f"外来债主{'甲乙'[place > 1]}{town}",
                f"邻居{place}{town}",
                case={"contested": contested},
                **{part: f"村里人{town}"},
            )
            for place, part in enumerate(("agent", "guarantor", "witness", "agent"))
        )
    )


@pytest.fixture(scope="module")
def county(draw: Any) -> Any:
    return draw(apart(together(STOOD, BESIDE), *(villager(town, came) for town, came in CONTESTED.items())))


def test_who_appears_for_two_and_vouches_and_testifies_ties_both(county: Any) -> None:
    edges = county.edges("stands_by")
    assert county.group("甲子金") == {"甲子金", "乙子金", "帮子金"}
    assert edges["帮子金", "甲子金"].source_row_ids == ["agent a子金", "plaintiff a子金"]
    cited = ["agent w子金", "guarantor g子金", "plaintiff g子金", "plaintiff w子金", "witness w子金"]
    assert edges["帮子金", "乙子金"].source_row_ids == cited


def test_two_borrowers_are_enough_where_a_judgment_says_that_the_agent_is_the_lenders(county: Any) -> None:
    assert county.group("甲癸金") == {"甲癸金", "乙癸金", "帮癸金"}
    assert county.edges("stands_by")["帮癸金", "乙癸金"].source_row_ids == [
        "agent w癸金",
        "plaintiff w癸金",
        "text a癸金",
        "witness w癸金",
    ]


def test_who_stands_by_two_and_lends_belongs_to_them(county: Any) -> None:
    assert county.group("帮壬金") == {"甲壬金", "乙壬金", "帮壬金"}


@pytest.mark.parametrize("town", ["丑金", "寅金", "酉金", "戌金"])
def test_an_elder_kin_firms_and_licensed_lenders_tie_nobody(county: Any, town: str) -> None:
    assert county.group(f"乙{town}") == {f"乙{town}"}


@pytest.mark.parametrize("town", ["卯金", "辰金"])
def test_who_borrowed_ties_nobody(county: Any, town: str) -> None:
    assert county.group(f"甲{town}") == {f"甲{town}"}
    assert county.group(f"乙{town}") == {f"乙{town}"}


@pytest.mark.parametrize("town", ["巳金", "午金", "未金"])
def test_a_lawyer_a_relative_and_who_defends_borrowers_tie_nobody(county: Any, town: str) -> None:
    assert county.group(f"甲{town}") == {f"甲{town}"}


def test_who_stands_by_more_lenders_than_a_ring_has_ties_nobody(county: Any) -> None:
    assert len(LENDERS) + 2 > AGENT_SERVES_EVERYBODY
    assert county.group("乙辛金") == {"乙辛金"}


def test_who_lent_beside_each_other_twice_are_tied(county: Any) -> None:
    assert county.group("甲子江") == {"甲子江", "乙子江"}
    (edge,) = [edge for ends, edge in county.edges("lends_beside").items() if {"甲子江", "乙子江"} == set(ends)]
    assert len(edge.source_row_ids) == 12
    assert edge.amount_fen is None


@pytest.mark.parametrize("town", ["丑江", "寅江", "卯江", "辰江", "巳江", "午江", "未江"])
def test_one_occasion_one_borrower_firms_couples_circles_and_the_public_tie_nobody(county: Any, town: str) -> None:
    assert county.group(f"甲{town}") == {f"甲{town}"}


@pytest.mark.parametrize("town", sorted(CONTESTED))
def test_a_villager_who_vouches_and_may_be_the_borrowers_agent_ties_nobody(county: Any, town: str) -> None:
    contested = CONTESTED[town]
    assert bool(county.of(villager(town, contested)).edges("stands_by")) is not contested
