"""Who a person's mention is linked to, and when it stays alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from pyspark.sql import DataFrame

from tests.drawn_tables import Row, citizen_id

Link = Callable[[dict[str, list[Row]]], dict[str, DataFrame]]

CHEN = {"register_no": "1", "name": "陈小明", "citizen_id": citizen_id(1), "phone": "13800000001"}
NAMESAKE = {"register_no": "2", "name": "陈小明", "citizen_id": citizen_id(2, "19900202"), "phone": "13800000002"}


def creditor(**values: Any) -> Row:
    return {
        "deed_no": "d1",
        "deed_kind": "enforceable_debt",
        "notarised_on": date(2025, 5, 1),
        **{f"creditor_{name}": value for name, value in values.items()},
    }


def who(linked: dict[str, DataFrame]) -> dict[tuple[str, str], Any]:
    return {(row["table"], row["role"]): row for row in linked["linked.crosswalks"].collect()}


def chen_and(link: Link, deed: Row, residents: list[Row] | None = None) -> tuple[Any, Any]:
    """The crosswalk rows of the first resident and of the deed's creditor."""
    found = who(link({"residents": [CHEN] if residents is None else residents, "notarised_debts": [deed]}))
    return found[("residents", "resident")], found[("notarised_debts", "creditor")]


def test_the_same_valid_id_is_one_person_however_the_name_is_written(link: Link) -> None:
    chen, seen = chen_and(link, creditor(name="陈晓明", kind="person", id_number=citizen_id(1)))
    assert seen.entity_id == chen.entity_id
    assert (seen.method, seen.probability) == ("citizen_id", 1.0)
    assert chen.entity_id.startswith("P")
    assert citizen_id(1) not in str(seen)


def test_name_and_phone_of_exactly_one_person_link(link: Link) -> None:
    chen, seen = chen_and(link, creditor(name="陈小明", kind="person", phone="138-0000-0001"))
    assert seen.entity_id == chen.entity_id
    assert (seen.method, seen.probability) == ("name_and_phone", 0.97)
    assert seen.explanation_en
    assert seen.explanation_zh


def test_a_name_alone_never_links(link: Link) -> None:
    chen, seen = chen_and(link, creditor(name="陈小明", kind="person"))
    assert seen.entity_id != chen.entity_id
    assert (seen.method, seen.probability) == ("alone", 0.5)


def test_a_phone_alone_never_links(link: Link) -> None:
    chen, seen = chen_and(link, creditor(name="林大山", kind="person", phone="13800000001"))
    assert seen.entity_id != chen.entity_id


def test_a_masked_name_with_the_phone_does_not_link(link: Link) -> None:
    _, seen = chen_and(link, creditor(name="陈**", kind="person", phone="13800000001"))
    assert seen.method == "alone"


def test_two_people_of_one_name_and_phone_leave_the_third_alone(link: Link) -> None:
    son = {**NAMESAKE, "phone": CHEN["phone"]}
    found = link({"residents": [CHEN, son], "notarised_debts": [creditor(name="陈小明", phone=CHEN["phone"])]})
    assert who(found)[("notarised_debts", "creditor")].method == "alone"


def test_a_phone_behind_six_names_links_nobody_and_behind_five_it_does(link: Link) -> None:
    def others(count: int) -> list[Row]:
        return [
            {
                "register_no": str(n),
                "name": f"林{'一二三四五'[n]}山",
                "citizen_id": citizen_id(50 + n),
                "phone": CHEN["phone"],
            }
            for n in range(count)
        ]

    deed = creditor(name="陈小明", phone=CHEN["phone"])
    _, of_five = chen_and(link, deed, [CHEN, *others(4)])
    _, of_six = chen_and(link, deed, [CHEN, *others(5)])
    assert (of_five.method, of_six.method) == ("name_and_phone", "alone")


def nominee(**values: Any) -> Row:
    return {
        "nomination_no": "n1",
        "village_code": "v",
        "position": "chair",
        "nominated_on": date(2025, 9, 1),
        **{f"candidate_{name}": value for name, value in values.items()},
    }


def test_name_and_birth_date_of_exactly_one_person_link(link: Link) -> None:
    found = who(link({"residents": [CHEN], "nominations": [nominee(name="陈小明", birth_on=date(1980, 1, 1))]}))
    seen = found[("nominations", "candidate")]
    assert seen.entity_id == found[("residents", "resident")].entity_id
    assert (seen.method, seen.probability) == ("name_and_birth", 0.90)


def test_an_address_that_agrees_makes_name_and_birth_date_surer(link: Link) -> None:
    at_home = {**CHEN, "address": "厦门市思明区莲前西路12号楼302室"}
    found = who(
        link(
            {
                "residents": [at_home],
                "grid_people": [
                    {
                        "entry_no": "1",
                        "name": "陈小明",
                        "birth_on": date(1980, 1, 1),
                        "address": "思明区莲前西路12栋302",
                        "grid_code": "g",
                    }
                ],
            }
        )
    )
    assert found[("grid_people", "resident")].probability == 0.95


def test_another_birth_date_does_not_link(link: Link) -> None:
    found = who(link({"residents": [CHEN], "nominations": [nominee(name="陈小明", birth_on=date(1980, 1, 2))]}))
    assert found[("nominations", "candidate")].method == "alone"


def test_a_phone_and_a_birth_date_that_point_at_two_people_leave_the_mention_alone(link: Link) -> None:
    found = link(
        {
            "residents": [CHEN, NAMESAKE],
            "grid_people": [
                {
                    "entry_no": "1",
                    "name": "陈小明",
                    "birth_on": date(1980, 1, 1),  # the first one's
                    "phone": NAMESAKE["phone"],
                    "grid_code": "g",
                }
            ],
        }
    )
    assert who(found)[("grid_people", "resident")].method == "alone"


def test_an_id_with_a_wrong_check_digit_proves_nothing(link: Link) -> None:
    wrong = citizen_id(1)[:17] + ("0" if citizen_id(1)[17] != "0" else "1")
    _, seen = chen_and(link, creditor(name="陈小明", kind="person", id_number=wrong))
    assert seen.method == "alone"


def test_no_entity_holds_two_valid_ids(link: Link) -> None:
    same_but_for_id = [CHEN, {**CHEN, "register_no": "2", "citizen_id": citizen_id(2)}]
    linked = link({"residents": same_but_for_id})
    assert linked["linked.entities"].count() == 2
    ids = linked["linked.identities"].select("entity_id", "number").distinct().collect()
    assert len(ids) == len({row.entity_id for row in ids}) == 2


def test_an_anonymous_party_is_no_mention(link: Link) -> None:
    deed = creditor(name=None, phone="13800000001")
    assert link({"notarised_debts": [deed]})["linked.crosswalks"].count() == 0
