"""Who appears in the simulated courts, and what their extract says of it."""

from __future__ import annotations

from collections import Counter

from tests.simulation.conftest import City
from tests.simulation.extracts import delivered


def agents(city: City) -> list[dict[str, str]]:
    return [row for one in delivered(city.landing, "case_parties") for row in one.rows if row["role"] == "代理人"]


def test_the_extract_says_of_most_agents_for_whom_they_act_and_of_nobody_else(town: City) -> None:
    whose = Counter(row["acts_for"] for row in agents(town))
    assert set(whose) == {"原告", "被告", "保证人", ""}
    assert whose["原告"] > whose["被告"] > whose["保证人"] > 0
    assert 0.1 < whose[""] / whose.total() < 0.3
    others = [row for one in delivered(town.landing, "case_parties") for row in one.rows if row["role"] != "代理人"]
    assert {row["acts_for"] for row in others} == {""}


def test_a_judgment_names_an_agent_below_who_is_represented(town: City) -> None:
    texts = {
        row["case_no"]: row["document_text"] for one in delivered(town.landing, "judgment_texts") for row in one.rows
    }
    checked: Counter[str] = Counter()
    for row in agents(town):
        name = f"委托诉讼代理人：{row['party_name']}，"
        ahead, found, _ = texts.get(row["case_no"], "").partition(name)
        if found and row["acts_for"]:
            line = {"原告": "原告：", "被告": "被告：", "保证人": "被告（保证人）："}[row["acts_for"]]
            last = max(("原告：", "被告：", "被告（保证人）："), key=lambda one: ahead.rfind(one))
            assert last == line
            checked[row["acts_for"]] += 1
    assert checked["原告"] > 20
    assert checked["被告"] > 2
