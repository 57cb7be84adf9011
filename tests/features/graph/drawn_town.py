"""One drawn town in which every kind of edge stands, each with the look-alikes that make none."""

from __future__ import annotations

import re
from datetime import date, timedelta

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
