"""For whom an agent appeared, by the text of a judgment."""

from __future__ import annotations

import pytest

from features.judgments.agents import said_of

LAWYER = "委托诉讼代理人：钱某，福建某某律师事务所律师。"
CITIZEN = "委托诉讼代理人：钱某，系社区推荐的公民。"

HEADS = {
    f"原告：王某，男。{LAWYER}被告：李某，女。": True,
    f"原告：王某，男。被告：李某，女。{LAWYER}": False,
    f"原告（反诉被告）：王某，男。{LAWYER}被告（反诉原告）：李某，女。": True,
    f"原告（反诉被告）：王某，男。被告（反诉原告）：李某，女。{LAWYER}": False,
    f"上诉人（原审被告）：李某，女。{LAWYER}被上诉人（原审原告）：王某，男。": False,
    f"原告：王某，男。第三人：赵某，女。{LAWYER}": False,
    "原告：王某，男。被告：李某，女。委托诉讼代理人：钱某，系原告推荐的公民。": True,
    f"王某与李某一案。{LAWYER}": None,
    "原告：王某，男。委托诉讼代理人：孙某，律师。被告：李某，女。": None,
    f"原告：王某，男。{LAWYER}被告：李某，女。{LAWYER}": None,
}


CAME = {
    "原告王某的委托诉讼代理人钱某、被告李某的委托诉讼代理人孙某到庭参加诉讼。": True,
    "原告王某及其委托诉讼代理人钱某到庭参加诉讼，被告李某经传票传唤未到庭。": True,
    "被告李某的委托诉讼代理人钱某、原告王某到庭参加诉讼。": False,
    "被告（反诉原告）李某的委托诉讼代理人钱某、原告王某到庭参加诉讼。": False,
    "原告王某的委托诉讼代理人孙某、被告李某的委托诉讼代理人钱某到庭参加诉讼。": False,
    "反诉原告李某的委托诉讼代理人钱某到庭参加诉讼。": False,
}


@pytest.mark.parametrize("came", CAME)
def test_whose_agent_came_to_court(came: str) -> None:
    assert said_of("钱某", f"原告：王某，男。被告：李某，女。{came}")[1] is CAME[came]


def test_who_came_with_a_plaintiff_is_not_of_the_other_side() -> None:
    head = "原告：王某，男。委托诉讼代理人：钱某。被告：李某，女。"
    assert [said_of("钱某", head + came)[0] for came in CAME if CAME[came]] == [None, None]


@pytest.mark.parametrize("head", HEADS)
def test_whose_agent_a_head_names(head: str) -> None:
    assert said_of("钱某", head)[1] is HEADS[head]


def test_a_defendants_agent_in_a_countersuit_is_of_the_other_side() -> None:
    head = f"原告（反诉被告）：王某，男。被告（反诉原告）：李某，女。{CITIZEN}"
    assert said_of("钱某", head)[0] == "other_side"


def test_a_layman_of_nobody_knows_whom_is_no_lenders_layman() -> None:
    assert said_of("钱某", f"王某与李某一案。{CITIZEN}")[0] is None
    assert said_of("钱某", f"原告：王某，男。{CITIZEN}被告：李某，女。")[0] == "lay"
    assert said_of("钱某", f"王某与李某一案。{LAWYER}")[0] == "professional"


def test_who_stands_on_both_sides_is_of_the_other_one() -> None:
    for first, last in (("原告", "被告"), ("被告", "原告")):
        assert said_of("钱某", f"{first}：王某，男。{LAWYER}{last}：李某，女。{LAWYER}") == ("other_side", None)


@pytest.mark.parametrize("another", ["钱某明，福建某某律师事务所律师", "钱某1，福建某某律师事务所律师"])
def test_a_name_within_a_longer_one_is_somebody_else_s(another: str) -> None:
    assert said_of("钱某", f"原告：王某，男。委托诉讼代理人：{another}。被告：李某，女。") == (None, None)


@pytest.mark.parametrize(
    "himself", ["钱某律师", "钱某到庭参加诉讼", "钱某系原告员工", "钱某，律师", "钱某、孙某，均系律师"]
)
def test_words_behind_a_name_are_none_of_it(himself: str) -> None:
    assert said_of("钱某", f"原告：王某，男。委托诉讼代理人：{himself}。被告：李某，女。")[1] is True
