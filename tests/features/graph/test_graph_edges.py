"""Which relations become edges, which never do, and what an edge carries."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from features.graph.kinds import EDGE_KINDS
from tests.drawn_tables import Row
from tests.features.graph.drawn_lending import (
    FEN,
    LENT,
    company,
    deed,
    judgment,
    licence,
    loan,
    party,
    power,
    sale,
    suit,
    together,
)


def mortgage(number: str, mortgagee: str, mortgagor: str) -> dict[str, list[Row]]:
    row = {
        "source_row_id": f"mortgage {number}",
        "registration_no": number,
        "registered_on": date(2025, 2, 1),
        "secured_fen": 800_000 * FEN,
        **party("mortgagee", mortgagee),
        **party("mortgagor", mortgagor),
    }
    return {"mortgages": [row]}


def enforcement(number: str, basis_no: str, applicant: str, debtor: str) -> dict[str, list[Row]]:
    row = {
        "source_row_id": f"enforcement {number}",
        "enforcement_no": number,
        "basis_no": basis_no,
        "filed_on": date(2025, 12, 1),
        "amount_fen": 150_000 * FEN,
        **party("applicant", applicant),
        **party("debtor", debtor),
    }
    return {"enforcements": [row]}


def building(full_address: str, use: str) -> dict[str, list[Row]]:
    street, community = re.findall(r"(?<=区)(.{2}街道)(.{2,3}社区)", full_address)[0]
    place = {"district_code": "350203", "street": street, "community": community, "grid_code": "1"}
    return {"standard_addresses": [{"address_code": full_address, "full_address": full_address, "use": use, **place}]}


OFFICE = "思明区湖滨南路100号1201室"
TOWN = together(
    suit(
        "c1",
        "张放贷",
        "李借款",
        case={"principal_fen": 100_000 * FEN, "lent_on": date(2024, 1, 5)},
        agent="王代理",
        guarantor="赵担保",
        witness="孙证人",
    ),
    suit("c2", "张放贷", "李借款", filed_on=date(2025, 6, 1), case={"principal_fen": 50_000 * FEN}, agent="王代理"),
    suit("c3", "周买方", "吴卖方", cause="sale", agent="王代理"),
    suit("c4", "厦门无照保理有限公司", "钱商户", cause="factoring"),
    suit("c5", "厦门海汇小额贷款有限公司", "钱商户", cause="small_loan"),
    licence("厦门海汇小额贷款有限公司"),
    enforcement("e1", "c1", "张放贷", "李借款"),
    enforcement("e2", "unknown", "秦讨薪", "厦门拖欠有限公司"),
    deed("d1", "郑债主", "卫借款"),
    mortgage("m1", "冯押主", "陈房主"),
    mortgage("m2", "厦门稳健银行有限公司", "陈房主"),
    licence("厦门稳健银行有限公司", kind="bank"),
    company("厦门甲有限公司", officers=["张放贷"], holders=["郑债主"]),
    # Two who lend write one phone beside their loans; a borrower writes it too.
    suit("p1", "褚同话", "尤甲借", plaintiff_writes={"phone": "13900000001", "address": "思明区家和路1号201室"}),
    suit("p2", "卫同话", "尤乙借", plaintiff_writes={"phone": "139 0000 0001", "address": "思明区家和路1号201室"}),
    suit("p3", "韩另话", "杨借款", defendant_writes={"phone": "13900000001"}),
    # Six parties write another: an office's, perhaps.
    *(suit(f"q{n}", f"同号{n}", "朱借款", plaintiff_writes={"phone": "13900000002"}) for n in "甲乙丙丁戊己"),
    # Two companies that lend stand at one door, and so does one that does not.
    company("厦门同门一有限公司", address=OFFICE),
    company("厦门同门二有限公司", address="厦门市" + OFFICE.replace("室", "")),
    company("厦门同门三有限公司", address=OFFICE),
    suit("o1", "厦门同门一有限公司", "许借款"),
    suit("o2", "厦门同门二有限公司", "何借款"),
    # Two people lend from the office of a firm, written in two ways.
    building("厦门市思明区厦港街道蜂巢山社区前埔路88号", "business"),
    company("厦门皮包有限公司", address="厦门市思明区前埔路88号12层03单元", company_kind="limited"),
    suit("w1", "曹坐班", "严借款", plaintiff_writes={"address": "思明区蜂巢山社区前埔路88-12层03单元"}),
    deed("w2", "华坐班", "金借款", creditor_address="前埔路88号12层03单元"),
    # Two companies at one door, once written with an estate and by a street alone; a third has that road and number in
    # another community of the district.
    building("厦门市思明区梧村街道文灶社区厦禾路300号", "business"),
    building("厦门市思明区厦港街道蜂巢山社区厦禾路300号", "business"),
    company("厦门同楼一有限公司", address="思明区文灶社区厦禾路300号605室"),
    company("厦门同楼二有限公司", address="厦门市梧村街道金榜大厦厦禾路300-605"),
    company("厦门同楼三有限公司", address="思明区蜂巢山社区厦禾路300号605室"),
    suit("b1", "厦门同楼一有限公司", "许借款"),
    suit("b2", "厦门同楼二有限公司", "何借款"),
    suit("b3", "厦门同楼三有限公司", "何借款"),
    # Two more at a door that stands in two districts.
    company("厦门两处有限公司", address="厦门市思明区前埔路88号5层01单元", company_kind="limited"),
    suit("w3", "魏远方", "陶借款", plaintiff_writes={"address": "厦门市同安区前埔路88号5层01单元"}),
    suit("w4", "窦远方", "陶借款", plaintiff_writes={"address": "前埔路88号5层01单元"}),
    # A couple who each lent, at home; a sole trader and a firm are registered there.
    building("厦门市思明区莲前街道莲薇社区莲前东路7号", "residential"),
    company("厦门夫妻杂货店有限公司", address="莲前东路7号201室", company_kind="limited"),
    suit("h1", "姜丈夫", "戚借款", plaintiff_writes={"address": "莲前东路7号201室"}),
    suit("h2", "姜妻子", "谢借款", plaintiff_writes={"address": "莲前东路7号201室"}),
    building("厦门市思明区莲前街道莲薇社区莲前东路9号", "business"),
    company("厦门夫妻小摊有限公司", address="莲前东路9号201室", company_kind="sole_trader"),
    suit("h3", "邹丈夫", "喻借款", plaintiff_writes={"address": "莲前东路9号201室"}),
    suit("h4", "邹妻子", "柏借款", plaintiff_writes={"address": "莲前东路9号201室"}),
    # Two borrowers' debts pass from one lender to another, one as a suit and a deed; one passes to a third lender.
    loan("t1", "水首贷", "窦借款", date(2024, 1, 1), 10_000, due_on=date(2024, 4, 1)),
    loan("t2", "章续贷", "窦借款", date(2024, 4, 20), 13_000, due_on=date(2024, 8, 1)),
    loan("t3", "水首贷", "云借款", date(2024, 2, 1), 20_000),
    deed("t4", "章续贷", "云借款", notarised_on=date(2024, 6, 1), amount_fen=24_000 * FEN),
    loan("t5", "苏他贷", "窦借款", date(2024, 9, 1), 15_000),
    # One agent brings two lenders' suits on two borrowers, of one day; somebody holds powers over the homes of both.
    *(loan(f"v{n}", f"潘同案{n % 2}", f"葛借款{n // 2}", LENT, 9_000, agent="常代理") for n in range(4)),
    # One person stands by two lenders as an agent, a surety and a witness; two lend to two people on the same days.
    suit("k1", "贾同伙", "路借款", agent="江帮手"),
    suit("k2", "夏同伙", "梅借款", guarantor="江帮手"),
    suit("k3", "夏同伙", "盛借款", witness="江帮手", agent="江帮手"),
    *(
        loan(f"l{n}", f"郭同期{n % 2}", f"林借款{n // 2}", LENT + timedelta(days=30 * (n // 2)), 9_000)
        for n in range(4)
    ),
    *(power(f"v{n}", "奚受托", f"葛借款{n}") for n in range(2)),
    # One of the homes is sold under it to somebody who lends; of the agent a court says that he is no lawyer, and he
    # runs a firm with one more lender.
    sale("v0", "v0", "范收房"),
    judgment("v0", "委托诉讼代理人：常代理，系原告推荐的公民。"),
    company("厦门常彭有限公司", officers=["常代理", "彭合伙"]),
    *(suit(f"u{n}", name, "鲁借款") for n, name in enumerate(("范收房", "彭合伙"))),
)


@pytest.fixture(scope="module")
def town(draw: Any) -> Any:
    return draw(TOWN)


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


def test_a_couple_sued_together_is_one_borrower(draw: Any) -> None:
    """Husband and wife sign both papers: one debt passed once, and nobody is tied."""
    first = loan("t1", "水首贷", "窦丈夫", date(2024, 1, 1), 10_000, due_on=date(2024, 4, 1))
    then = loan("t2", "章续贷", "窦丈夫", date(2024, 4, 20), 13_000)
    wife = [
        {
            "source_row_id": f"wife {case}",
            "case_no": case,
            "party_no": "9",
            "role": "defendant",
            **party("party", "窦妻子"),
        }
        for case in ("t1", "t2")
    ]
    assert not draw(together(first, then, {"case_parties": wife})).edges("takes_over_debts_of")


def test_two_who_lend_to_the_same_cousins_long_before_the_due_day_pass_nothing_on(draw: Any) -> None:
    """Parts of one help, ten days apart and due a year later; and the same where no due day is known."""
    due = date(2025, 1, 10)
    made = [
        loan(f"t{end}{place}", lender, borrower, day, 10_000, due_on=due if borrower.startswith("表") else None)
        for place, borrower in enumerate(("表兄甲", "表弟乙", "堂兄甲", "堂弟乙"))
        for end, lender, day in (("a", "水首贷", date(2024, 1, 10)), ("b", "章续贷", date(2024, 1, 20)))
    ]
    assert not draw(together(*made)).edges("takes_over_debts_of")


@pytest.mark.parametrize(
    ("suits", "tied"),
    [
        # Two borrowers in common; or one, and the agent came again.
        ([("甲", "一"), ("乙", "一"), ("甲", "二"), ("乙", "二")], True),
        ([("甲", "一"), ("乙", "一"), ("甲", "三")], True),
        # Each lent once, perhaps a couple to one friend; or nobody borrowed of both.
        ([("甲", "一"), ("乙", "一")], False),
        ([("甲", "一"), ("乙", "二"), ("甲", "三"), ("乙", "四")], False),
    ],
)
def test_one_agent_and_one_borrower_tie_lenders_when_it_is_no_chance(
    draw: Any, suits: list[tuple[str, str]], tied: bool
) -> None:
    filed = [loan(f"g{n}", f"同代{who}", f"受借{whom}", LENT, 1, agent="常代理") for n, (who, whom) in enumerate(suits)]
    drawn = draw(together(*filed))
    edges = drawn.edges("shares_agent_and_borrower")
    assert bool(edges) is tied
    for edge in edges.values():
        assert {"case g0", "case g1", "agent g0", "agent g1", "defendant g0"} <= set(edge.source_row_ids)


def test_common_borrowers_without_one_agent_tie_nobody(draw: Any) -> None:
    filed = [loan(f"x{n}", f"各代{n % 2}", f"同借{n // 2}", LENT, 1, agent=f"各自代理{n % 2}") for n in range(4)]
    assert not draw(together(*filed)).edges("shares_agent_and_borrower")


def test_who_sued_together_in_one_suit_is_not_tied_by_it(draw: Any) -> None:
    joint = [
        {
            "source_row_id": f"joint {case}",
            "case_no": case,
            "party_no": "9",
            "role": "plaintiff",
            "filed_on": date(2025, 3, 1),
            **party("party", "同代妻"),
        }
        for case in ("g1", "g2", "g3")
    ]
    filed = [loan(f"g{n}", "同代夫", f"受借{n}", LENT, 1, agent="常代理") for n in (1, 2, 3)]
    assert not draw(together(*filed, {"case_parties": joint})).edges("shares_agent_and_borrower")


def test_powers_over_homes_of_several_borrowers_tie_their_holder_to_the_lenders(draw: Any) -> None:
    lenders = {1: "背后人甲", 2: "背后人乙", 3: "背后人甲"}
    lent = [loan(f"h{n}", lender, f"房主{n}", LENT, 100_000) for n, lender in lenders.items()]
    drawn = draw(
        together(
            *lent,
            *(power(f"p{n}", "受托人", f"房主{n}") for n in (1, 2)),
            # One friend; everyday powers; powers of strangers to the lender.
            power("p3", "朋友", "房主3"),
            *(power(f"p{n + 3}", "中介人", f"房主{n}", kind="limited_power_to_sell") for n in (1, 2)),
            *(power(f"p{n + 5}", "受托人", f"路人{n}") for n in (1, 2)),
        )
    )
    held = drawn.edges("holds_powers_for")
    assert set(held) == {("受托人", "背后人甲"), ("受托人", "背后人乙")}
    assert set(held["受托人", "背后人甲"].source_row_ids) == {"power p1", "case h1", "plaintiff h1", "defendant h1"}
    assert drawn.group("背后人甲") == {"背后人甲", "背后人乙", "受托人"}


def test_investors_who_sue_one_debtor_after_another_are_tied_to_nobody(draw: Any) -> None:
    """A firm and its owner borrow from thirteen people in turn, each a little more: that is fundraising, and the
    creditors are its victims."""
    suits = [
        loan(
            f"v{place}{end}",
            f"投资人{sign}",
            debtor,
            date(2024, 1, 1) + timedelta(days=20 * place),
            10_000 + 100 * place,
        )
        for place, sign in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅")
        for end, debtor in (("a", "厦门吸金有限公司"), ("b", "吸金老板"))
    ]
    assert not draw(together(*suits)).edges("takes_over_debts_of")


def test_every_kind_of_edge_is_declared_and_drawn(town: Any) -> None:
    assert {row.kind for row in town.edge_rows} == {kind.name for kind in EDGE_KINDS}


def test_no_value_of_a_contact_and_no_name_is_in_the_graph(town: Any) -> None:
    text = str(town.edge_rows) + str(town.member_rows)
    for value in ("13900000001", "湖滨南路", "张放贷"):
        assert value not in text


def test_edge_ids_are_keyed_and_tell_edges_apart(town: Any) -> None:
    ids = [row.edge_id for row in town.edge_rows]
    assert len(set(ids)) == len(ids)
    assert {one[0] for one in ids} == {"e"}
