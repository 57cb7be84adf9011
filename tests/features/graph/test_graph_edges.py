"""Which relations become edges, which never do, and what an edge carries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from features.graph.kinds import EDGE_KINDS
from jobs.registry import job
from tests.drawn_tables import Row
from tests.features.graph.drawn_lending import company, licence, party, suit, together

FEN = 100


def deed(deed_no: str, creditor: str, debtor: str, kind: str = "loan_contract", **more: Any) -> dict[str, list[Row]]:
    row = {
        "source_row_id": f"deed {deed_no}",
        "deed_no": deed_no,
        "deed_kind": kind,
        "notarised_on": date(2025, 4, 1),
        "amount_fen": 30_000 * FEN,
        "notary_name": "何公证",
        **party("creditor", creditor),
        **party("debtor", debtor),
        **more,
    }
    return {"notarised_debts": [row]}


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
    suit("c2", "张放贷", "李借款", filed_on=date(2025, 6, 1), case={"principal_fen": 50_000 * FEN}),
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
    assert set(town.edges("represents")) == {("王代理", "张放贷")}
    assert set(town.edges("guarantees")) == {("赵担保", "李借款")}
    assert set(town.edges("witnesses")) == {("孙证人", "张放贷")}


def test_a_notarised_loan_is_lending_and_a_power_to_sell_makes_no_edge(town: Any) -> None:
    assert town.edges("lends_to")[("郑债主", "卫借款")].amount_fen == 30_000 * FEN
    assert set(town.edges("notarises_for")) == {("何公证", "郑债主")}
    assert "bronze.notarised_powers" not in job("build_graph").reads


def test_a_home_mortgaged_to_who_is_no_bank_is_lending(town: Any) -> None:
    assert set(town.edges("mortgages_to")) == {("陈房主", "冯押主")}
    assert ("冯押主", "陈房主") in town.edges("lends_to")
    assert ("厦门稳健银行有限公司", "陈房主") not in town.edges("lends_to")


def test_offices_and_shares_last_until_they_end(town: Any) -> None:
    office = town.edges("officer_of")[("张放贷", "厦门甲有限公司")]
    assert (office.first_on, office.last_on, office.amount_fen) == (date(2022, 1, 1), date(2022, 1, 1), None)
    share = town.edges("shareholder_of")[("郑债主", "厦门甲有限公司")]
    assert (share.first_on, share.last_on) == (date(2021, 1, 1), date(2024, 1, 1))


def test_a_phone_is_shared_only_by_two_who_lend_and_only_when_few_write_it(town: Any) -> None:
    assert {frozenset(ends) for ends in town.edges("shares_business_phone")} == {frozenset({"褚同话", "卫同话"})}
    (shared,) = town.edges("shares_business_phone").values()
    assert shared.from_entity < shared.to_entity
    assert shared.source_row_ids == ["plaintiff p1", "plaintiff p2"]


def test_an_address_is_shared_only_by_companies_that_lend_and_never_a_home(town: Any) -> None:
    pairs = {frozenset(ends) for ends in town.edges("shares_business_address")}
    assert pairs == {frozenset({"厦门同门一有限公司", "厦门同门二有限公司"})}


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
