"""What ties lenders beside offices, contacts and debts: who acts for them, and where their borrowers' homes go.

Each scenario is a town of its own, told apart by the sign that its people bear; all are drawn in one night.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from features.graph.agents import MOST_PARTNERS
from features.graph.homes import WITH_THE_LOAN_DAYS
from features.sources.agents import MOST_CLIENTS_ONCE
from tests.drawn_tables import Row
from tests.features.graph.drawn_lending import (
    LENT,
    Tables,
    company,
    judgment,
    loan,
    party,
    power,
    sale,
    suit,
    together,
)


def once_each(town: str) -> Tables:
    """Two lenders, one suit each, one agent."""
    return together(
        suit(f"a{town}", f"甲{town}", f"借甲{town}", agent=f"代{town}"),
        suit(f"b{town}", f"乙{town}", f"借乙{town}", agent=f"代{town}"),
    )


def once_again(town: str) -> Tables:
    """And once more for each."""
    return together(
        suit(f"c{town}", f"甲{town}", f"借丙{town}", agent=f"代{town}"),
        suit(f"d{town}", f"乙{town}", f"借丁{town}", agent=f"代{town}"),
    )


def defended(town: str, words: str, of: str) -> Tables:
    """What the judgment in a suit says of an agent of the defendant."""
    return judgment(f"{of}{town}", f"原告：某{town}，男。被告：借某{town}，女。委托诉讼代理人：代{town}，{words}。")


def said(town: str, words: str, of: str = "a") -> Tables:
    """What the judgment in a suit says of the agent."""
    line = (
        f"原告：甲{town}，男。委托诉讼代理人：代{town}，{words}。被告：借甲{town}，女。甲{town}与借甲{town}民间借贷纠纷"
    )
    return judgment(f"{of}{town}", line)


CAPACITIES = {
    "子山": ("系原告推荐的公民", True),
    "丑山": ("该公司员工", True),
    "寅山": ("福建某某律师事务所律师", False),
    "卯山": ("系某街道法律服务所法律工作者", False),
    "辰山": ("系原告之子", False),
    "巳山": ("男", False),
}
AGENTS = together(
    *(together(once_each(town), said(town, words)) for town, (words, _) in CAPACITIES.items()),
    # Once called a citizen and once a lawyer; called a citizen in a suit on wages.
    once_each("午山"),
    said("午山", "系原告推荐的公民"),
    said("午山", "福建某某律师事务所律师", of="b"),
    once_each("未山"),
    said("未山", "系原告推荐的公民", of="w"),
    suit("w未山", "讨薪人", "厦门拖欠有限公司", cause="labour", agent="代未山"),
    # Somebody came again for both, and so did a son.
    once_each("申山"),
    once_again("申山"),
    once_each("酉山"),
    once_again("酉山"),
    said("酉山", "系原告之子", of="c"),
    # A firm's man defends it against two lenders; legal aid defends four borrowers of two.
    once_each("戌山"),
    *(defended("戌山", "该公司员工", of=one) for one in "ab"),
    once_each("亥山"),
    once_again("亥山"),
    *(defended("亥山", "厦门某某律师事务所律师", of=one) for one in "abcd"),
)


def beside(case_no: str, name: str) -> list[Row]:
    """A second defendant of a suit."""
    named = {"case_no": case_no, "party_no": "9", "role": "defendant", "filed_on": date(2025, 3, 1)}
    return [{"source_row_id": f"beside {case_no}", **named, **party("party", name)}]


def came(town: str, acts_for: str | None, contested: bool = True) -> Tables:
    """Two lenders, two suits each, one agent, and whose agent it was by the extract."""
    who = (("a", "甲"), ("b", "乙"), ("c", "甲"), ("d", "乙"))
    case = {"contested": contested}
    return together(
        *(
            suit(f"{n}{town}", f"{lender}{town}", f"借{n}{town}", case=case, agent=f"代{town}", acts_for=acts_for)
            for n, lender in who
        )
    )


def entered_again(case_no: str, agent: str, acts_for: str) -> Tables:
    """One more row of an agent of a suit, for another side."""
    row = {"source_row_id": f"again {case_no}", "case_no": case_no, "party_no": "9", "role": "agent"}
    return {"case_parties": [{**row, "acts_for": acts_for, "filed_on": date(2025, 3, 1), **party("party", agent)}]}


SIDES = together(
    came("子云", "plaintiff"),
    came("丑云", None),
    # Nobody came but somebody's lawyer: a surety's, or one for the debtor who stayed at home.
    came("寅云", "defendant", contested=False),
    came("卯云", "guarantor", contested=False),
    # The extract and one judgment do not agree: in that suit it is nobody's.
    came("辰云", "plaintiff"),
    *(defended("辰云", "厦门某某律师事务所律师", of=one) for one in "ab"),
    # Once a debtor's of both lenders, and then nobody but the lawyer came.
    came("巳云", None, contested=False),
    *(
        suit(f"{n}巳云", f"{who}巳云", "借e巳云", agent="代巳云", acts_for="defendant")
        for n, who in (("e", "甲"), ("f", "乙"))
    ),
    # Entered for both sides of one suit of each lender: in these two it is nobody's.
    came("午云", "plaintiff"),
    *(entered_again(f"{n}午云", "代午云", "defendant") for n in "ab"),
)

ORDERED = "判决如下：被告偿还原告借款本金10000元。"
CAME = {
    "子雨": ("被告经传票传唤，无正当理由拒不到庭参加诉讼。", {}, True),
    "丑雨": ("被告辩称，借款属实，但已归还。", {}, False),
    # The row of a suit that was withdrawn is silent about who came since nobody was to.
    "寅雨": ("被告经传票传唤，无正当理由拒不到庭参加诉讼。", {"outcome": "withdrawn"}, False),
    # By the extract the defendant came.
    "卯雨": ("被告经传票传唤，无正当理由拒不到庭参加诉讼。", {"contested": True}, False),
}
"""What judgments in two lenders' suits say of the defendant, what the rows say, and whether the agent is theirs."""


def told_in_court(town: str, words: str, case: dict[str, Any]) -> Tables:
    """Two lenders, two suits each, one agent; whether the defendant came stands in the judgments, if anywhere."""
    who = (("a", "甲"), ("b", "乙"), ("c", "甲"), ("d", "乙"))
    return together(
        *(
            suit(f"{n}{town}", f"{by}{town}", f"借{n}{town}", case={"contested": None, **case}, agent=f"代{town}")
            for n, by in who
        ),
        *(judgment(f"{n}{town}", f"原告：{by}某，男。被告：借某，女。{words}{ORDERED}") for n, by in who),
    )


HEARD = together(
    *(told_in_court(town, words, case) for town, (words, case, _) in CAME.items()),
    # One of two who were sued stayed away.
    told_in_court("辰雨", CAME["子雨"][0], {}),
    *({"case_parties": [one]} for n in "abcd" for one in beside(f"{n}辰雨", f"配{n}辰雨")),
)

CLIENTS = [f"客{sign}酉水" for sign in "一二三四五六七"]
PARTNERS = together(
    *(once_each(town) for town in ("子水", "丑水", "酉水", "戌水", "亥水")),
    # An officer of a firm in which another lender holds a share; an officer of a firm that lends.
    suit("p子水", "合伙子水", "借戊子水"),
    company("厦门子水有限公司", officers=["代子水"], holders=["合伙子水"]),
    suit("p丑水", "厦门丑水有限公司", "借戊丑水"),
    company("厦门丑水有限公司", officers=["代丑水"]),
    # The same of a lawyer of the town; in a cooperative; with somebody who never lent.
    suit("p酉水", "合伙酉水", "借戊酉水"),
    company("厦门酉水有限公司", officers=["代酉水"], holders=["合伙酉水"]),
    *(suit(f"t{name}", name, "借己酉水", agent="代酉水") for name in CLIENTS),
    suit("p戌水", "合伙戌水", "借戊戌水"),
    company("厦门戌水有限公司", holders=["代戌水", "合伙戌水", *(f"社员{n}" for n in range(MOST_PARTNERS - 1))]),
    company("厦门亥水有限公司", officers=["代亥水"], holders=["合伙亥水"]),
)

DAYS = {
    "子木": (-1, False),
    "丑木": (0, True),
    "寅木": (WITH_THE_LOAN_DAYS, True),
    "卯木": (WITH_THE_LOAN_DAYS + 1, False),
}


def lent_on_a_home(town: str) -> Tables:
    """A lender, a home owner who borrows of them, and two strangers who lent elsewhere."""
    return together(
        loan(f"h{town}", f"甲{town}", f"房主{town}", LENT, 300_000),
        loan(f"i{town}", f"受托{town}", f"旁甲{town}", LENT, 10_000),
        loan(f"j{town}", f"买家{town}", f"旁乙{town}", LENT, 10_000),
    )


def held(town: str, days: int = 150, kind: str = "power_to_sell_home") -> Tables:
    """One of the strangers gets a power over the home."""
    return power(f"p{town}", f"受托{town}", f"房主{town}", kind=kind, notarised_on=LENT + timedelta(days=days))


HOMES = together(
    *(together(lent_on_a_home(town), held(town, days)) for town, (days, _) in DAYS.items()),
    *(lent_on_a_home(town) for town in ("子火", "丑火", "寅火", "卯火", "辰火", "巳火")),
    # A letting agent gets a power to let with the loan.
    held("巳火", days=1, kind="power_to_let"),
    *(held(town) for town in ("子火", "丑火", "寅火", "辰火")),
    sale("s子火", "p子火", "买家子火"),
    # The owner came in person; the buyer never lent; the power was an everyday one; the loan came after.
    sale("s丑火", None, "买家丑火"),
    sale("s寅火", "p寅火", "路人"),
    held("卯火", kind="limited_power_to_sell"),
    sale("s卯火", "p卯火", "买家卯火"),
    sale("s辰火", "p辰火", "买家辰火", on=LENT - timedelta(days=1)),
)

PAID_OFF = {"子土": (100, True), "丑土": (20, False), "寅土": (400, False)}
DEBTS = together(
    *(
        together(
            loan(f"e{town}", f"甲{town}", f"窦{town}", LENT, 10_000, due_on=date(2024, 4, 1), agent=f"代{town}"),
            loan(f"l{town}", f"乙{town}", f"窦{town}", LENT + timedelta(days=days), 12_000, agent=f"代{town}"),
        )
        for town, (days, _) in PAID_OFF.items()
    )
)


@pytest.fixture(scope="module")
def county(draw: Any) -> Any:
    return draw(together(AGENTS, SIDES, HEARD, PARTNERS, HOMES, DEBTS))


@pytest.mark.parametrize("town", sorted(CAPACITIES))
def test_one_appearance_ties_where_a_judgment_says_that_the_agent_is_no_lawyer(county: Any, town: str) -> None:
    _, tied = CAPACITIES[town]
    ends = {(f"代{town}", f"甲{town}"), (f"代{town}", f"乙{town}")}
    assert set(county.edges("lay_agent_of")) & ends == (ends if tied else set())
    assert county.group(f"甲{town}") == ({f"甲{town}", f"乙{town}", f"代{town}"} if tied else {f"甲{town}"})


@pytest.mark.parametrize("town", ["戌山", "亥山"])
def test_who_defends_borrowers_ties_nobody(county: Any, town: str) -> None:
    assert county.group(f"甲{town}") == {f"甲{town}"}
    assert {(f"代{town}", f"甲{town}"), (f"代{town}", f"乙{town}")}.isdisjoint(county.edges("represents"))


@pytest.mark.parametrize(
    ("town", "tied"),
    [
        ("子云", True),
        ("丑云", False),
        ("寅云", False),
        ("卯云", False),
        ("辰云", False),
        ("巳云", False),
        ("午云", False),
    ],
)
def test_whose_agent_it_was_says_the_extract_where_debtors_came(county: Any, town: str, tied: bool) -> None:
    assert county.group(f"甲{town}") == ({f"甲{town}", f"乙{town}", f"代{town}"} if tied else {f"甲{town}"})


@pytest.mark.parametrize(("town", "tied"), [*((town, tied) for town, (*_, tied) in CAME.items()), ("辰雨", False)])
def test_whether_a_defendant_came_says_the_judgment_where_the_extract_does_not(
    county: Any, town: str, tied: bool
) -> None:
    assert county.group(f"甲{town}") == ({f"甲{town}", f"乙{town}", f"代{town}"} if tied else {f"甲{town}"})


def test_the_judgment_that_says_that_nobody_came_is_cited(county: Any) -> None:
    assert {"text a子雨", "text c子雨"} <= set(county.edges("represents")["代子雨", "甲子雨"].source_row_ids)


def test_the_text_that_says_so_is_cited(county: Any) -> None:
    assert county.edges("lay_agent_of")["代子山", "乙子山"].source_row_ids == ["agent b子山", "text a子山"]
    assert county.edges("represents")["代子山", "甲子山"].source_row_ids[-1] == "text a子山"
    assert "text a子山" not in county.edges("represents")["代子山", "乙子山"].source_row_ids


def test_who_is_once_called_a_lawyer_is_one(county: Any) -> None:
    assert county.group("甲午山") == {"甲午山"}


def test_what_is_said_of_an_agent_in_any_other_suit_is_not_read(county: Any) -> None:
    assert county.group("甲未山") == {"甲未山"}


def test_a_relative_who_appears_again_and_again_makes_no_business_of_a_family(county: Any) -> None:
    assert county.group("甲申山") == {"甲申山", "乙申山", "代申山"}
    assert county.group("甲酉山") == {"甲酉山"}


def test_an_agent_who_runs_a_company_with_another_lender_ties_both(county: Any) -> None:
    edges = county.edges("agent_is_partner_of")
    assert {("甲子水", "合伙子水"), ("乙子水", "合伙子水")} <= set(edges)
    assert county.group("合伙子水") == {"甲子水", "乙子水", "合伙子水"}
    cited = edges["甲子水", "合伙子水"].source_row_ids
    assert "agent a子水" in cited
    assert len(cited) == 3


def test_an_officer_of_a_lending_company_who_appears_for_another_lender_ties_both(county: Any) -> None:
    assert county.group("厦门丑水有限公司") == {"甲丑水", "乙丑水", "厦门丑水有限公司"}


@pytest.mark.parametrize("town", ["酉水", "戌水", "亥水"])
def test_a_town_lawyers_firm_a_cooperative_and_a_partner_who_never_lent_tie_nobody(county: Any, town: str) -> None:
    assert len(CLIENTS) + 2 > MOST_CLIENTS_ONCE
    assert county.group(f"甲{town}") == {f"甲{town}"}


@pytest.mark.parametrize("town", sorted(DAYS))
def test_one_power_ties_when_it_came_with_the_loan(county: Any, town: str) -> None:
    _, tied = DAYS[town]
    assert ((f"受托{town}", f"甲{town}") in county.edges("holds_powers_for")) is tied
    assert county.group(f"甲{town}") == ({f"甲{town}", f"受托{town}"} if tied else {f"甲{town}"})


def test_a_power_to_let_ties_nobody(county: Any) -> None:
    assert ("受托巳火", "甲巳火") not in county.edges("holds_powers_for")
    assert county.group("甲巳火") == {"甲巳火"}


def test_a_home_sold_under_a_power_to_one_who_lends_ties_buyer_lender_and_holder(county: Any) -> None:
    sold = county.edges("passes_home_to")
    assert sold["受托子火", "买家子火"].source_row_ids == ["power p子火", "sale s子火"]
    assert {"case h子火", "sale s子火", "power p子火"} <= set(sold["甲子火", "买家子火"].source_row_ids)
    assert county.group("甲子火") == {"甲子火", "受托子火", "买家子火"}


@pytest.mark.parametrize("town", ["丑火", "寅火", "卯火"])
def test_other_sales_of_homes_tie_nobody(county: Any, town: str) -> None:
    assert {county.member(f"{who}{town}").community_size for who in ("甲", "受托", "买家")} == {1}


def test_who_lent_to_the_owner_after_the_sale_is_not_tied_by_it(county: Any) -> None:
    assert county.group("买家辰火") == {"受托辰火", "买家辰火"}


@pytest.mark.parametrize("town", sorted(PAID_OFF))
def test_one_agent_ties_two_lenders_of_whom_one_paid_off_the_other(county: Any, town: str) -> None:
    _, tied = PAID_OFF[town]
    ends = {frozenset(pair) for pair in county.edges("shares_agent_and_borrower")}
    assert (frozenset({f"甲{town}", f"乙{town}"}) in ends) is tied
    assert not county.edges("takes_over_debts_of")
