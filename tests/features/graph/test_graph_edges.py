"""Which relations become edges, which never do, and what an edge carries.

What makes an edge stands in one town; what is no more than chance stands in others. All are drawn in one night.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from features.graph.kinds import EDGE_KINDS
from tests.features.graph.drawn_lending import FEN, LENT, Tables, apart, loan, party, power, together
from tests.features.graph.drawn_town import TOWN


def beside(role: str, name: str, cases: list[str]) -> Tables:
    """One more party of some suits."""
    return {
        "case_parties": [
            {
                "source_row_id": f"{name} {case}",
                "case_no": case,
                "party_no": "9",
                "role": role,
                "filed_on": date(2025, 3, 1),
                **party("party", name),
            }
            for case in cases
        ]
    }


# Husband and wife sign both papers: one debt passed once.
COUPLE = together(
    loan("i1", "房首贷", "窦丈夫", date(2024, 1, 1), 10_000, due_on=date(2024, 4, 1)),
    loan("i2", "房续贷", "窦丈夫", date(2024, 4, 20), 13_000),
    beside("defendant", "窦妻子", ["i1", "i2"]),
)

# Parts of one help, ten days apart and due a year later; and the same where no due day is known.
COUSINS = together(
    *(
        loan(
            f"r{end}{place}",
            lender,
            borrower,
            day,
            10_000,
            due_on=date(2025, 1, 10) if borrower.startswith("表") else None,
        )
        for place, borrower in enumerate(("表兄甲", "表弟乙", "堂兄甲", "堂弟乙"))
        for end, lender, day in (("a", "亲首贷", date(2024, 1, 10)), ("b", "亲续贷", date(2024, 1, 20)))
    )
)

# A firm and its owner borrow from thirteen people in turn, each a little more: that is fundraising, and the creditors
# are its victims.
FUNDRAISING = together(
    *(
        loan(
            f"f{place}{end}",
            f"投资人{sign}",
            debtor,
            date(2024, 1, 1) + timedelta(days=20 * place),
            10_000 + 100 * place,
        )
        for place, sign in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅")
        for end, debtor in (("a", "厦门吸金有限公司"), ("b", "吸金老板"))
    )
)

ONE_AGENT = {
    # Two borrowers in common; or one, and the agent came again.
    "子": ([("甲", "一"), ("乙", "一"), ("甲", "二"), ("乙", "二")], True),
    "丑": ([("甲", "一"), ("乙", "一"), ("甲", "三")], True),
    # Each lent once, perhaps a couple to one friend; or nobody borrowed of both.
    "寅": ([("甲", "一"), ("乙", "一")], False),
    "卯": ([("甲", "一"), ("乙", "二"), ("甲", "三"), ("乙", "四")], False),
}


def through_one_agent(town: str) -> Tables:
    """The suits of two lenders whom one agent serves."""
    suits, _ = ONE_AGENT[town]
    return together(
        *(
            loan(f"g{n}{town}", f"同代{who}{town}", f"受借{whom}{town}", LENT, 1, agent=f"常代理{town}")
            for n, (who, whom) in enumerate(suits)
        )
    )


AGENT_EACH = together(
    *(loan(f"x{n}", f"各代{n % 2}", f"同借{n // 2}", LENT, 1, agent=f"各自代理{n % 2}") for n in range(4))
)

SUED_TOGETHER = together(
    *(loan(f"j{n}", "同代夫", f"受借{n}", LENT, 1, agent="夫妻代理") for n in (1, 2, 3)),
    beside("plaintiff", "同代妻", ["j1", "j2", "j3"]),
)

LENT_ON_HOMES = {1: "背后人甲", 2: "背后人乙", 3: "背后人甲"}
POWERS = together(
    *(loan(f"z{n}", lender, f"房主{n}", LENT, 100_000) for n, lender in LENT_ON_HOMES.items()),
    *(power(f"y{n}", "受托人", f"房主{n}") for n in (1, 2)),
    # One friend; everyday powers; powers of strangers to the lender.
    power("y3", "朋友", "房主3"),
    *(power(f"y{n + 3}", "中介人", f"房主{n}", kind="limited_power_to_sell") for n in (1, 2)),
    *(power(f"y{n + 5}", "受托人", f"路人{n}") for n in (1, 2)),
)


@pytest.fixture(scope="module")
def county(draw: Any) -> Any:
    agents = map(through_one_agent, ONE_AGENT)
    return draw(apart(TOWN, COUPLE, COUSINS, FUNDRAISING, *agents, AGENT_EACH, SUED_TOGETHER, POWERS))


@pytest.fixture(scope="module")
def town(county: Any) -> Any:
    return county.of(TOWN)


def test_a_loan_suit_is_lending_and_suing(town: Any) -> None:
    lent = town.edges("lends_to")[("张放贷", "李借款")]
    # The suits' principals; what is enforced is one of them again.
    assert lent.amount_fen == (100_000 + 50_000) * FEN
    assert (lent.first_on, lent.last_on) == (date(2024, 1, 5), date(2025, 12, 1))
    assert lent.source_row_ids == [
        "case c1", "case c2", "defendant c1", "defendant c2", "enforcement e1", "plaintiff c1", "plaintiff c2",
    ]  # fmt: skip
    assert (lent.rows, lent.departments) == (7, ["courts"])
    sued = town.edges("sues")[("张放贷", "李借款")]
    assert (sued.rows, sued.first_on) == (6, date(2025, 3, 1))


def test_no_suit_on_anything_but_a_loan_makes_an_edge(town: Any) -> None:
    ends = {name for row in town.edge_rows for name in (town.names[row.from_entity], town.names[row.to_entity])}
    assert not ends & {"周买方", "吴卖方", "厦门无照保理有限公司", "秦讨薪", "厦门拖欠有限公司"}
    assert ("厦门海汇小额贷款有限公司", "钱商户") in town.edges("sues")


def test_agents_guarantors_and_witnesses_of_loan_suits(town: Any) -> None:
    assert {ends for ends in town.edges("represents") if not {"常代理", "江帮手"} & set(ends)} == {("王代理", "张放贷")}
    assert set(town.edges("guarantees")) - {("江帮手", "梅借款")} == {("赵担保", "李借款")}
    assert set(town.edges("witnesses")) - {("江帮手", "夏同伙")} == {("孙证人", "张放贷")}


def test_a_notarised_loan_is_lending_and_a_power_to_sell_is_none(town: Any) -> None:
    assert town.edges("lends_to")[("郑债主", "卫借款")].amount_fen == 30_000 * FEN
    assert set(town.edges("notarises_for")) == {("何公证", creditor) for creditor in ("郑债主", "华坐班", "章续贷")}
    assert not {ends for ends in town.edges("lends_to") if "奚受托" in ends}


def test_a_home_mortgaged_to_who_is_no_bank_is_lending(town: Any) -> None:
    assert set(town.edges("mortgages_to")) == {("陈房主", "冯押主")}
    assert ("冯押主", "陈房主") in town.edges("lends_to")
    assert ("厦门稳健银行有限公司", "陈房主") not in town.edges("lends_to")


def test_offices_and_shares_last_until_they_end(town: Any) -> None:
    office = town.edges("officer_of")[("张放贷", "厦门甲有限公司")]
    assert (office.first_on, office.last_on, office.amount_fen) == (date(2022, 1, 1), date(2026, 3, 3), None)
    share = town.edges("shareholder_of")[("郑债主", "厦门甲有限公司")]
    assert (share.first_on, share.last_on) == (date(2021, 1, 1), date(2024, 1, 1))


def test_a_phone_is_shared_only_by_two_who_lend_and_only_when_few_write_it(town: Any) -> None:
    assert {frozenset(ends) for ends in town.edges("shares_business_phone")} == {frozenset({"褚同话", "卫同话"})}
    (shared,) = town.edges("shares_business_phone").values()
    assert shared.from_entity < shared.to_entity
    assert shared.source_row_ids == ["plaintiff p1", "plaintiff p2"]


def test_an_address_is_shared_by_who_lends_there_and_only_where_it_is_a_place_of_business(town: Any) -> None:
    pairs = {frozenset(ends) for ends in town.edges("shares_business_address")}
    assert pairs == {
        frozenset({"厦门同门一有限公司", "厦门同门二有限公司"}),
        frozenset({"厦门同楼一有限公司", "厦门同楼二有限公司"}),
        frozenset({"曹坐班", "华坐班"}),
    }


def test_a_couple_who_lend_from_home_share_no_address_even_where_a_shop_is_registered_there(town: Any) -> None:
    ends = {name for pair in town.edges("shares_business_address") for name in pair}
    assert not ends & {"姜丈夫", "姜妻子", "邹丈夫", "邹妻子"}


def test_lenders_pass_debts_on_when_those_of_two_borrowers_go_the_same_way(town: Any) -> None:
    (passed,) = town.edges("takes_over_debts_of").items()
    assert passed[0] == ("章续贷", "水首贷")
    assert (passed[1].first_on, passed[1].last_on, passed[1].amount_fen) == (date(2024, 1, 1), date(2024, 6, 1), None)
    assert {"case t1", "case t2", "case t3", "deed t4"} <= set(passed[1].source_row_ids)


def test_a_couple_sued_together_is_one_borrower(county: Any) -> None:
    assert not county.of(COUPLE).edges("takes_over_debts_of")


def test_two_who_lend_to_the_same_cousins_long_before_the_due_day_pass_nothing_on(county: Any) -> None:
    assert not county.of(COUSINS).edges("takes_over_debts_of")


@pytest.mark.parametrize("town", sorted(ONE_AGENT))
def test_one_agent_and_one_borrower_tie_lenders_when_it_is_no_chance(county: Any, town: str) -> None:
    _, tied = ONE_AGENT[town]
    edges = county.of(through_one_agent(town)).edges("shares_agent_and_borrower")
    assert bool(edges) is tied
    for edge in edges.values():
        cited = {f"case g0{town}", f"case g1{town}", f"agent g0{town}", f"agent g1{town}", f"defendant g0{town}"}
        assert cited <= set(edge.source_row_ids)


def test_common_borrowers_without_one_agent_tie_nobody(county: Any) -> None:
    assert not county.of(AGENT_EACH).edges("shares_agent_and_borrower")


def test_who_sued_together_in_one_suit_is_not_tied_by_it(county: Any) -> None:
    assert not county.of(SUED_TOGETHER).edges("shares_agent_and_borrower")


def test_powers_over_homes_of_several_borrowers_tie_their_holder_to_the_lenders(county: Any) -> None:
    held = county.of(POWERS).edges("holds_powers_for")
    assert set(held) == {("受托人", "背后人甲"), ("受托人", "背后人乙")}
    assert set(held["受托人", "背后人甲"].source_row_ids) == {"power y1", "case z1", "plaintiff z1", "defendant z1"}
    assert county.group("背后人甲") == {"背后人甲", "背后人乙", "受托人"}


def test_investors_who_sue_one_debtor_after_another_are_tied_to_nobody(county: Any) -> None:
    assert not county.of(FUNDRAISING).edges("takes_over_debts_of")


def test_every_kind_of_edge_is_declared_and_drawn(town: Any) -> None:
    assert {row.kind for row in town.edge_rows} == {kind.name for kind in EDGE_KINDS}


def test_no_value_of_a_contact_and_no_name_is_in_the_graph(county: Any) -> None:
    text = str(county.edge_rows) + str(county.member_rows)
    for value in ("13900000001", "湖滨南路", "张放贷"):
        assert value not in text


def test_edge_ids_are_keyed_and_tell_edges_apart(county: Any) -> None:
    ids = [row.edge_id for row in county.edge_rows]
    assert len(set(ids)) == len(ids)
    assert {one[0] for one in ids} == {"e"}


def test_towns_that_meet_are_not_drawn_together() -> None:
    with pytest.raises(ValueError, match="two towns have the source_row_id case i1"):
        apart(COUPLE, COUPLE)


def test_of_people_who_are_not_drawn_nothing_is_shown(county: Any) -> None:
    with pytest.raises(ValueError, match="nothing is shown"):
        county.of(together(COUPLE, loan("i3", "房首贷", "未画人", LENT, 1)))
