"""Who is grouped with whom, who joins nobody, and who plays which part.

Scenarios that do not meet are drawn in one night, each a town of its own.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

import pytest

from features.evidence import dossier_only
from features.graph.kinds import MEASURES, ROLES, SERVES_EVERYBODY
from features.graph.measures import MEASURES_DDL
from features.graph.motif_kinds import MOTIFS
from jobs.reader import table_ddl
from notebooks import words
from tests.features.graph.drawn_lending import Tables, apart, company, licence, numbered, party, suit, together

BUSY = [f"忙人{sign}" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅"]
HOUSE = [f"号内{sign}" for sign in "甲乙丙丁戊"]
_LEFT_LONG_AGO = company("厦门旧社有限公司", officers=["旧董事"])["company_officers"][0] | {
    "appointed_on": date(2010, 1, 1),
    "left_on": date(2012, 1, 1),
}

ONCE = [f"散客{sign}" for sign in "甲乙丙丁戊己庚辛壬癸子"]
REGULAR = [f"常客{sign}" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅"]


def ring(town: str = "") -> Tables:
    """Two lend on paper, with one agent; a third owns a firm together with one of them."""
    return together(
        suit(f"r1{town}", f"名义甲{town}", f"受害甲{town}", agent=f"撮合人{town}"),
        suit(f"r2{town}", f"名义乙{town}", f"受害乙{town}", agent=f"撮合人{town}"),
        suit(f"r4{town}", f"名义甲{town}", f"受害丁{town}", agent=f"撮合人{town}"),
        suit(f"r5{town}", f"名义乙{town}", f"受害戊{town}", agent=f"撮合人{town}"),
        suit(f"r3{town}", f"出资人{town}", f"受害乙{town}"),
        company(f"厦门皮包{town}有限公司", officers=[f"挂名人{town}"], holders=[f"名义甲{town}", f"出资人{town}"]),
        company(f"厦门皮包二{town}有限公司", officers=[f"挂名人{town}"]),
    )


TOWN = together(
    ring(),
    # A borrower of the ring once lent to a friend of their own.
    suit("f1", "受害甲", "朋友甲"),
    # A clerk of the firm owns a shop with a sister who never lent.
    company("厦门小店有限公司", holders=["名义乙", "名义乙姐"]),
    # A small town's lawyer: two who sued once in their lives, and one of the ring whom the lawyer served before.
    *(
        suit(f"s{place}", name, "小城欠人", agent="小城律师")
        for place, name in enumerate(("一次甲", "一次乙", "名义甲", "名义甲"))
    ),
    # A lawyer with more clients than a ring has members, and a licensed lender with the same lawyer.
    *(suit(f"b{place}", name, f"欠人{name[-1]}", agent="大律师") for place, name in enumerate(BUSY)),
    suit("l1", "厦门海汇小额贷款有限公司", "受害甲", cause="small_loan", agent="小律师"),
    suit("l2", "厦门曾照典当有限公司", "受害丙", cause="pawn", agent="小律师"),
    licence("厦门海汇小额贷款有限公司"),
    licence("厦门曾照典当有限公司", kind="pawn", revoked_on=date(2025, 1, 1)),
    # A firm that lends, with a director and one who left long ago.
    *(suit(f"d{place}", name, "各欠人") for place, name in enumerate(("厦门旧社有限公司", "现董事", "旧董事"))),
    company("厦门旧社有限公司", officers=["现董事"]),
    {"company_officers": [_LEFT_LONG_AGO]},
)


LAWYERS = together(
    # A house lawyer with some clients of the town, a town's lawyer to whom two came again, one to whom all do.
    *(suit(f"h{place}", name, "众欠人", agent="坐堂律师") for place, name in enumerate([*ONCE[:8], *HOUSE * 2])),
    *(
        suit(f"v{place}", name, "众欠人", agent="老城律师")
        for place, name in enumerate([*ONCE[:11], *["再来甲", "再来乙"] * 2])
    ),
    *(suit(f"w{place}", name, "众欠人", agent="行业律师") for place, name in enumerate(REGULAR * 2)),
    # Two firms' people lend, with one lawyer: of one firm two came again, of the other one did.
    *(
        suit(f"x{place}", name, "众欠人", agent="两家律师")
        for place, name in enumerate(["东家甲", "东家乙", "西家甲"] * 2)
    ),
    *(suit(f"y{place}", name, "众欠人") for place, name in enumerate(("东家丙", "西家乙", "西家丙"))),
    company("厦门东家有限公司", holders=["东家甲", "东家乙", "东家丙"]),
    company("厦门西家有限公司", holders=["西家甲", "西家乙", "西家丙"]),
)

# Debtors' counsel meets two lenders again and again. Where no defendant came the agent was the plaintiff's, in the same
# lender's other suits as well.
UNKNOWN_WHOSE = together(
    *(suit(f"n{n}", f"原告{'甲乙'[n % 2]}", f"被诉{n}", agent="应诉律师", case={"contested": True}) for n in range(4)),
    *(suit(f"m{n}", f"债主{'甲乙'[n % 2]}", f"欠款{n}", agent="债主律师", case={"contested": n > 1}) for n in range(4)),
    suit("q0", "债主甲", "欠款9", agent="未审律师", case={"contested": None}),
)

# One number under two names, and neither prevails: nobody knows whose suits and shares those are.
COPIED = together(
    ring("壬"),
    *(
        suit(f"k{place}", "林大海", "壬欠人", plaintiff_writes={"id_number": numbered("名义甲壬")})
        for place in range(3)
    ),
)

COUNTY = apart(TOWN, LAWYERS, UNKNOWN_WHOSE, COPIED)


@pytest.fixture(scope="module")
def county(draw: Any) -> Any:
    return draw(COUNTY)


@pytest.fixture(scope="module")
def town(county: Any) -> Any:
    return county.of(TOWN)


def test_who_left_a_firm_long_ago_is_tied_to_it_no_more(town: Any) -> None:
    assert town.group("厦门旧社有限公司") == {"厦门旧社有限公司", "现董事"}
    assert town.group("旧董事") == {"旧董事"}


def test_lenders_tied_by_agent_and_firm_are_one_group_with_their_go_betweens(town: Any) -> None:
    assert town.group("名义甲") == {"名义甲", "名义乙", "出资人", "撮合人", "厦门皮包有限公司"}
    assert town.member("名义甲").community_size == 5


def test_nobody_is_in_a_group_for_having_borrowed_even_when_they_lent_elsewhere(town: Any) -> None:
    assert town.group("受害甲") == {"受害甲"}
    assert town.group("受害乙") == {"受害乙"}


def test_who_is_tied_to_one_lender_only_is_in_no_group(town: Any) -> None:
    assert town.group("名义乙姐") == {"名义乙姐"}
    assert town.group("厦门小店有限公司") == {"厦门小店有限公司"}


def test_an_agent_ties_only_lenders_for_whom_they_appeared_again(town: Any) -> None:
    assert town.group("一次甲") == {"一次甲"}
    assert "小城律师" not in town.group("名义甲")


def test_an_agent_of_whom_nobody_knows_whose_they_were_ties_nobody(county: Any) -> None:
    town = county.of(UNKNOWN_WHOSE)
    assert town.group("原告甲") == {"原告甲"}
    assert {agent for agent, _ in town.edges("represents")} == {"债主律师"}
    assert town.group("债主甲") == {"债主甲", "债主乙", "债主律师"}


def test_a_component_reaches_over_loans_too_but_not_over_hubs(town: Any) -> None:
    reach = town.member("名义甲").component_id
    assert town.member("朋友甲").component_id == reach
    assert town.member("厦门海汇小额贷款有限公司").component_id != reach
    assert len({town.member(name).component_id for name in BUSY}) == len(BUSY)


def test_who_serves_everybody_is_a_hub_and_joins_nobody(town: Any) -> None:
    assert len(BUSY) == SERVES_EVERYBODY["represents"] + 1
    lawyer = town.member("大律师")
    assert (lawyer.is_hub, lawyer.degree) == (True, len(BUSY))
    assert town.group("大律师") == {"大律师"}
    assert not town.member("撮合人").is_hub


def test_who_waits_for_a_reviewer_ties_nobody_and_is_still_shown(county: Any) -> None:
    assert county.group("名义乙壬") == {"名义乙壬"}
    assert county.group("出资人壬") == {"出资人壬"}
    agents = sorted(agent for agent, _ in county.of(ring("壬")).edges("represents"))
    assert agents == ["撮合人壬", "撮合人壬"]


def test_a_busy_agent_ties_those_who_came_again_when_few_came_once(county: Any) -> None:
    town = county.of(LAWYERS)
    assert town.member("坐堂律师").is_hub
    assert town.group("号内甲") == {*HOUSE, "坐堂律师"}
    assert {name for name in ("散客甲", "再来甲", "常客甲") if len(town.group(name)) > 1} == set()


def test_the_lawyer_of_one_among_several_does_not_join_them_to_the_others_clients(county: Any) -> None:
    town = county.of(LAWYERS)
    assert town.group("东家甲") == {"东家甲", "东家乙", "东家丙", "厦门东家有限公司", "两家律师"}
    assert town.group("西家甲") == {"西家甲", "西家乙", "西家丙", "厦门西家有限公司"}


def test_a_licence_in_force_makes_a_hub_and_a_revoked_one_does_not(town: Any) -> None:
    assert town.member("厦门海汇小额贷款有限公司").is_hub
    assert not town.member("厦门曾照典当有限公司").is_hub


def test_parts_are_read_off_the_edges(town: Any) -> None:
    parts = {name: town.member(name).role for name in ("名义甲", "撮合人", "挂名人", "受害乙", "厦门皮包有限公司")}
    assert parts == {
        "名义甲": "lender",
        "撮合人": "intermediary",
        "挂名人": "nominee",
        "受害乙": "borrower",
        "厦门皮包有限公司": "other",
    }


def test_measures_are_those_of_the_group(town: Any) -> None:
    # A chain: 名义乙 - 撮合人 - 名义甲 - 皮包公司 - 出资人. The middle lies between 2 x 2 of 6 pairs of others.
    middle = town.member("名义甲")
    assert middle.betweenness == pytest.approx(4 / 6, abs=1e-9)
    # A chain comes apart at each of its ties.
    assert (middle.core_number, middle.bridges, middle.community_density) == (1, 2, 4 / 10)
    alone = town.member("受害乙")
    assert (alone.betweenness, alone.core_number, alone.bridges, alone.community_density) == (0.0, 0, 0, 0.0)


def test_reports_change_no_edge_and_no_member(draw: Any, county: Any) -> None:
    """Metamorphic: members of the ring, its victims and strangers report things, with phones that lenders write."""
    reporters = ("名义甲", "受害甲", "路人甲", "厦门皮包有限公司")
    calls = [
        {
            "incident_no": str(place),
            "occurred_on": date(2025, 6, 1),
            "category": "harassment",
            **party("reporter", name, phone="13900000001", address="思明区湖滨南路100号"),
        }
        for place, name in enumerate(reporters)
    ]
    after = draw(together(COUNTY, {"police_incidents": calls}))
    assert after.edge_rows == county.edge_rows
    assert after.member_rows == county.member_rows


def test_every_measure_and_role_of_the_contract_is_declared(town: Any) -> None:
    assert {row.role for row in town.member_rows} <= {role.name for role in ROLES}
    measured = {measure.name for measure in MEASURES}
    assert measured <= set(town.columns["graph.members"])
    assert measured >= set(MEASURES_DDL.replace(",", "").split()[2::2])


def test_a_role_says_what_records_show_and_accuses_nobody() -> None:
    (nominee,) = [role for role in ROLES if role.name == "nominee"]
    assert "on record" in nominee.en
    assert "未见" in nominee.zh
    said = " ".join(f"{one.zh} {one.en}" for one in (*ROLES, *words.ROLES.values()))
    assert not [word for word in ("名义出借", "挂名", "傀儡", "straw", "name lent", "front for") if word in said]


def test_every_motif_is_a_function() -> None:
    for module, function in (motif.algorithm.split(".") for motif in MOTIFS):
        assert callable(getattr(import_module(f"features.graph.{module}"), function))


def test_motifs_serve_the_rules_on_money_once_each_and_fan_ins_none() -> None:
    served = [word for motif in MOTIFS for word in motif.serves.replace(",", " ").split() if word.startswith("rule_")]
    assert sorted(served) == sorted([*dossier_only(), "rule_4_debt_ladder"])
    (fan_in,) = [motif for motif in MOTIFS if motif.name == "fan-in"]
    assert "rule_" not in fan_in.serves


def test_a_city_without_a_loan_has_an_empty_graph(draw: Any) -> None:
    empty = draw({})
    assert (empty.edge_rows, empty.member_rows) == ([], [])
    for table, columns in empty.columns.items():
        assert all(f"`{column}`" in table_ddl(table) for column in columns)
        assert len(columns) == table_ddl(table).count("`") / 2
