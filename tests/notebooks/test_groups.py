"""The page of groups: who lends as one, by which records, each with evidence of their own."""

from __future__ import annotations

from typing import Any

from features.catalogue import FEATURES_BY_TABLE
from features.graph.kinds import JOINING, ROLES
from notebooks import group_lines, pages, words
from notebooks.group_drawing import Node, Tie, group_drawing
from tests.notebooks.conftest import OpenNight
from tests.notebooks.drawn_night import LENDER, Row, entity, evidence, full_night, score
from tests.notebooks.test_pages import text

COMPANY, AGENT, STRANGER = "C" + "b" * 20, "P" + "c" * 20, "P" + "d" * 20


def _edge(kind: str, one: str, other: str) -> Row:
    return {
        "edge_id": f"{kind}-{one}-{other}",
        "kind": kind,
        "from_entity": one,
        "to_entity": other,
        "rows": 3,
        "departments": ["courts"],
        "source_row_ids": ["r1"],
    }


def _drawn() -> dict[str, list[Any]]:
    night = full_night()
    night["graph.members"] = [
        {"entity_id": LENDER, "role": "lender", "community_id": "g1"},
        {"entity_id": AGENT, "role": "intermediary", "community_id": "g1"},
        {"entity_id": COMPANY, "role": "lender", "community_id": "g1"},
        {"entity_id": STRANGER, "role": "lender", "community_id": "g2"},
    ]
    # A group without any line on the list: nobody is led to it.
    night["features.lender_groups"] = [
        {"community_id": group, "members": 3, "lenders": 2, "lending_companies": 1} for group in ("g1", "g2")
    ]
    night["graph.edges"] = [
        _edge("represents", AGENT, LENDER),
        _edge("represents", AGENT, COMPANY),
        _edge("officer_of", STRANGER, COMPANY),
        _edge("lends_to", COMPANY, LENDER),
    ]
    night["linked.entities"] += [entity(LENDER), entity(AGENT), entity(COMPANY, entity_kind="company")]
    night["features.evidence_items"].append(evidence("v9", "lenders", COMPANY, step=3))
    night["scores.lenders"].append(score(COMPANY, "company", eligible=False, why_not="one_step_only"))
    return night


def test_a_group_tells_who_is_tied_by_what_and_who_is_listed(open_night: OpenNight) -> None:
    said = text(pages.groups(open_night(_drawn())))

    assert "may lend as one: people 1, companies 1; steps with evidence: 5" in said
    assert f"{LENDER} 个人 person 出借人 lender #1" in said
    assert f"{COMPANY} 企业 company 出借人 lender 未列入 not listed —" in said, (
        "that there is any evidence is not told of whoever is not listed"
    )
    assert (
        f"{AGENT} 个人 person 代理人或公证员 agent or notary 未列入： not listed: 没有放贷行为 no lending act" in said
    ), "who only ties lenders is called no lender"
    assert f"{AGENT} 在其借款案件中任代理人 was the agent in loan suits of {LENDER} 3 条记录 rows" in said
    assert "Records between them 2" in said, "a loan between two members ties them as little as a stranger's office"
    assert STRANGER not in said
    assert "lends to relatives and friends only" in said


def test_evidence_of_whoever_is_not_listed_is_not_told(open_night: OpenNight) -> None:
    night = _drawn()
    night["features.evidence_items"].append(
        evidence("v8", "lenders", COMPANY, step=2, rule="rule_2_money_back", sentence_en="money came back")
    )
    said = text(pages.groups(open_night(night)))

    assert "may lend as one: people 1, companies 1; steps with evidence: 5" in said
    assert "money came back" not in said


def test_a_group_without_a_line_is_on_no_page(open_night: OpenNight) -> None:
    night = _drawn()
    night["lists.lenders"] = []
    said = text(pages.groups(open_night(night)))

    assert "No listed lender is tied to another lender" in said
    assert LENDER not in said
    assert COMPANY not in said


def test_a_list_without_groups_says_so(open_night: OpenNight) -> None:
    assert "No listed lender is tied to another lender" in text(pages.groups(open_night()))


def test_every_tie_and_role_has_its_word() -> None:
    assert set(words.TIES) == set(JOINING)
    assert set(words.ROLES) == {role.name for role in ROLES}


def test_what_a_card_tells_of_a_group_is_measured() -> None:
    declared = {feature.name for feature in FEATURES_BY_TABLE["features.lender_groups"]}
    assert {group_lines.LENT, group_lines.BORROWERS} <= declared


def test_the_drawing_is_the_same_every_time_and_tells_its_ties() -> None:
    nodes = [Node(LENDER, "P0a", False, True), Node(COMPANY, "Cb", True, True), Node(AGENT, "Pc", False, False)]
    ties = [
        Tie(AGENT, LENDER, words.TIES["represents"]),
        Tie(LENDER, AGENT, words.TIES["shares_business_phone"]),
        Tie(AGENT, COMPANY, words.TIES["represents"]),
    ]

    drawn = group_drawing(nodes, ties)

    assert drawn == group_drawing(nodes, ties)
    assert drawn.count("<circle") == 2
    assert drawn.count("<line") == 2
    assert drawn.count("<rect") == 1
    assert "was the agent in loan suits of; " in drawn
