"""Which mentions of persons are linked, how surely, and by what words; with the stated chances for a model."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

from identifiers.pseudonyms import Pseudonyms
from models.linking import person_comparisons, person_model, person_pairs
from models.linking.levels import words_of
from models.linking.normal_forms import normal_frame
from models.linking.person_comparisons import DEFAULTS, WORDS, levels
from models.linking.person_edges import person_edges
from models.linking.person_model import PersonLinkage, UnfitLinkage, fingerprint
from models.linking.person_neighbours import ChangedPersons
from models.linking.schemas import EDGES
from tests.drawn_tables import citizen_id

KEY = Pseudonyms(b"k" * 32)
MODEL = PersonLinkage(
    chances=DEFAULTS,
    probability=1e-5,
    names={KEY.of("name", "陈伟"): 0.002},
    rare_name=1e-5,
    threshold=0.95,
    source="drawn",
    trained_until=date(2026, 3, 4),
    comparisons=fingerprint(),
)
HOME = "厦门市思明区厦港街道蜂巢山社区厦禾路300号605室"
CHEN = {"name": "陈国强", "id_number": citizen_id(1), "phone": "13800000001", "address": HOME}
_COLUMNS = ("name", "id_number", "phone", "address", "birth_on", "context_kind", "context")


def normal(*mentions: dict[str, Any]) -> pa.Table:
    """Normalised mentions `r0/x`, `r1/x`, ... of persons, each given by what its row says."""
    rows = [
        {
            "source_row_id": f"r{place}",
            "table": "drawn",
            "department": "police",
            "role": "x",
            "links_only": one.get("links_only", False),
            "known_on": date(2025, 1, 1),
            "declared_kind": "person",
            "kind": None,
            "registration_no": None,
            **{column: one.get(column) for column in _COLUMNS},
        }
        for place, one in enumerate(mentions)
    ]
    made = normal_frame(pd.DataFrame(rows, dtype=object), KEY).assign(
        mention_id=lambda one: one["source_row_id"] + "/x"
    )
    return pa.Table.from_pandas(made, preserve_index=False)


def edges(*mentions: dict[str, Any], **how: Any) -> dict[tuple[str, str], tuple[float, str]]:
    found = person_edges(normal(*mentions), MODEL, KEY, **how).links.to_pylist()
    return {(row["left_id"][:-2], row["right_id"][:-2]): (row["probability"], row["level"]) for row in found}


def level(other: dict[str, Any]) -> str | None:
    """The level by which `other` is linked to Chen, null where it is not."""
    found = edges(CHEN, other).get(("r0", "r1"))
    return None if found is None or found[0] < MODEL.threshold else found[1]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"name": "陈国强", "phone": "138-0000-0001"}, "name_exact+phone_exact"),
        ({"name": "陳國強", "phone": "13800000001"}, "name_exact+phone_exact"),
        ({"name": "程国强", "phone": "13800000001"}, "name_homophone+phone_exact"),
        ({"name": "陈国宝", "phone": "13800000001", "address": HOME}, "name_edit+phone_exact+address_exact"),
        ({"name": "陈强国", "phone": "13800000001", "address": HOME}, "name_edit+phone_exact+address_exact"),
        ({"name": "CHEN GUOQIANG", "phone": "13800000001"}, "name_homophone+phone_exact"),
        ({"name": "强陈国", "phone": "13800000001", "address": HOME}, None),
        ({"name": "陈国强", "address": "厦禾路300-605"}, "name_exact+address_exact"),
        ({"name": "陈国强", "birth_on": date(1980, 1, 1)}, "name_exact+birth_exact"),
        ({"name": "陈国强", "id_number": f"{citizen_id(1)[:6]}{'*' * 8}{citizen_id(1)[14:]}"}, "name_exact+id_masked"),
        ({"name": "陈*", "phone": "13800000001", "address": HOME}, None),
        ({"name": "陈**", "phone": "13800000001", "address": HOME}, "name_masked+phone_exact+address_exact"),
        ({"name": "陈某", "phone": "13800000001", "address": HOME}, "name_masked+phone_exact+address_exact"),
        ({"name": "陈\\*\\*", "phone": "13800000001", "address": HOME}, "name_masked+phone_exact+address_exact"),
    ],
)
def test_what_links_a_mention_without_a_valid_id(other: dict[str, Any], expected: str | None) -> None:
    assert level(other) == expected


def test_a_number_with_one_character_wrong_or_two_swapped_links() -> None:
    number = citizen_id(1)
    wrong = number[:15] + str((int(number[15]) + 1) % 10) + number[16:]
    swapped = f"{number[:6]}{number[7]}{number[6]}{number[8:]}"
    for written in (wrong, swapped):
        assert level({"name": "陈国强", "id_number": written}) == "name_exact+id_edit"


@pytest.mark.parametrize(
    "other",
    [
        {"name": "陈国强"},
        {"phone": "13800000001"},
        {"name": "林大山", "phone": "13800000001", "address": HOME},
        {"name": "陈**", "phone": "13800000001"},
        {"name": "陈国强", "address": "厦禾路301-101"},
    ],
)
def test_neither_a_name_alone_nor_anything_without_the_name_links(other: dict[str, Any]) -> None:
    assert level(other) is None


@pytest.mark.parametrize(
    ("shared", "most"),
    [
        ({"phone": "13800000001"}, 5),
        ({"address": HOME}, 30),
        ({"context_kind": "company", "context": "厦门市鑫盛达商务咨询有限公司"}, 50),
    ],
)
def test_what_is_behind_more_names_than_declared_is_no_evidence(shared: dict[str, Any], most: int) -> None:
    names = [f"林{first}{last}" for first in "国大小文玉" for last in "山海明龙宝德发强伟军平"]
    others = [{"name": name, "id_number": citizen_id(50 + n), **shared} for n, name in enumerate(names[:most])]
    chen, sought = {**CHEN, **shared}, {"name": "陈国强", **shared}
    # Chen's own is one of the names.
    assert ("r0", "r1") in edges(chen, sought, *others[:-1])
    assert ("r0", "r1") not in edges(chen, sought, *others)


@pytest.mark.parametrize("near", ["陈国宝", "程国强"])
def test_a_near_name_with_another_birth_date_is_a_relatives(near: str) -> None:
    shared = {"phone": CHEN["phone"], "address": HOME}
    assert edges(CHEN, {"name": near, **shared})
    assert not edges(CHEN, {"name": near, "birth_on": date(2010, 5, 17), **shared})
    number = citizen_id(1)
    masked = {"id_number": f"{number[:6]}{'*' * 8}{number[14:]}", "birth_on": date(2010, 5, 17)}
    assert edges(CHEN, {"name": near, **shared, **masked})


def test_a_home_where_both_live_is_said_once() -> None:
    owner = {**CHEN, "context_kind": "home", "context": HOME}
    assert edges(owner, {"name": "陈国强", "address": HOME})[("r0", "r1")][1] == "name_exact+address_exact"


def test_two_namesakes_who_fit_equally_share_the_probability() -> None:
    son = {**CHEN, "id_number": citizen_id(2, "20100202")}
    found = edges(CHEN, son, {"name": "陈国强", "phone": CHEN["phone"]})
    assert all(probability <= 0.5 for probability, _ in found.values())


def test_a_common_name_proves_less_than_a_rare_one() -> None:
    def by_birth(name: str) -> float:
        found = edges({**CHEN, "name": name}, {"name": name, "birth_on": date(1980, 1, 1)})
        return found[("r0", "r1")][0]

    assert by_birth("陈伟") < by_birth("陈国强")


def test_mentions_of_one_description_hang_together_and_two_valid_ids_never() -> None:
    twice = {"name": "林大山", "phone": "13900000002"}
    assert set(edges(twice, twice, twice)) == {("r0", "r1"), ("r0", "r2")}
    assert edges(CHEN, {**CHEN, "id_number": citizen_id(2)}) == {}
    assert edges({"name": "林大山"}, {"name": "林大山"}) == {}


def test_a_reporter_is_linked_and_links_nobody() -> None:
    reporter = {"name": "陈国强", "phone": CHEN["phone"], "links_only": True}
    sought = {"name": "陈国强", "birth_on": date(1980, 1, 1)}
    without = edges(CHEN, sought)
    found = edges(CHEN, sought, reporter, reporter)
    assert {pair: row for pair, row in found.items() if not {"r2", "r3"} & set(pair)} == without
    assert {("r0", "r2"), ("r0", "r3")} <= set(found)
    assert ("r2", "r3") not in found


def test_the_same_company_beside_the_same_name_links() -> None:
    at = {"context_kind": "company", "context": "厦门市鑫盛达商务咨询有限公司"}
    assert edges({**CHEN, **at}, {"name": "陈国强", **at})[("r0", "r1")][1] == "name_exact+context_same"


def test_an_officers_company_is_known_by_name_proper_and_trade() -> None:
    register, district = "厦门市鑫盛达商务咨询有限公司", "鑫盛达商务咨询公司"
    chen = {**CHEN, "context_kind": "company", "context": register}
    assert edges(chen, {"name": "陈国强", "context_kind": "company", "context": district})[("r0", "r1")][1] == (
        "name_exact+context_same"
    )


def test_a_home_in_the_house_where_its_owner_lives_counts_as_its_building() -> None:
    owned = {"name": "陈国强", "context_kind": "home", "context": "厦门市思明区厦禾路300号"}
    assert level(owned) == "name_exact+address_building"


def test_a_home_owned_is_where_its_owner_lives() -> None:
    owned = {"name": "陈国强", "context_kind": "home", "context": HOME}
    assert level(owned) == "name_exact+context_home"


def test_only_edges_that_changed_mentions_can_touch_are_made() -> None:
    by_phone, by_home = {"name": "陈国强", "phone": CHEN["phone"]}, {"name": "陈国强", "address": HOME}
    stranger = {"name": "林大山", "phone": "13900000002"}
    every = edges(CHEN, by_phone, by_home, stranger, stranger)
    assert set(every) == {("r0", "r1"), ("r0", "r2"), ("r3", "r4")}
    assert edges(CHEN, by_phone, by_home, stranger, stranger, changed=ChangedPersons(["r2/x"])) == {
        ("r0", "r2"): every[("r0", "r2")]
    }
    assert edges(CHEN, by_phone, by_home, changed=ChangedPersons([])) == {}


def drawn_city() -> pa.Table:
    people = []
    for n in range(60):
        name = f"{'陈林黄吴'[n % 4]}{'国志建文'[n % 3]}{'强明华军平'[n % 5]}"
        phone, home = f"138000{n // 2:05d}", f"厦门市思明区厦禾路{300 + n // 5}号{600 + n}室"
        people.append({"name": name, "id_number": citizen_id(100 + n), "phone": phone, "address": home})
        people.append({"name": name, "phone": phone})
        people.append({"name": name, "address": home, "birth_on": date(1980, 1, 1)})
    return normal(*people)


def test_order_and_threads_change_no_row() -> None:
    city = drawn_city()
    made = person_edges(city, MODEL, KEY, threads=1).links
    backwards = city.take(list(range(city.num_rows - 1, -1, -1)))
    assert made.num_rows > 60
    assert person_edges(backwards, MODEL, KEY, threads=3).links.equals(made)


def test_spark_makes_the_rows_that_duckdb_makes(spark: SparkSession) -> None:
    city = drawn_city()
    assert person_edges(city, MODEL, KEY, spark=spark).links.equals(person_edges(city, MODEL, KEY).links)


@pytest.mark.parametrize("masked", ["陈国*\\", "陈\\国*", "陈%*"])
def test_signs_that_mean_something_to_sql_end_no_night(spark: SparkSession, masked: str) -> None:
    met = normal(CHEN, {"name": masked, "phone": "13800000001", "address": HOME})
    assert person_edges(met, MODEL, KEY, spark=spark).links.equals(person_edges(met, MODEL, KEY).links)


def test_no_mentions_make_no_edges() -> None:
    assert person_edges(normal(CHEN).slice(0, 0), MODEL, KEY).links.schema == EDGES


def test_every_level_has_words_in_both_languages() -> None:
    assert set(WORDS) == set(levels()) - {"name_differs", "context_differs"}
    assert words_of("name_exact+phone_exact") == ("姓名相同；联系电话相同", "the same name; the same phone")


def test_a_model_survives_its_text_and_refuses_other_comparisons() -> None:
    assert PersonLinkage.from_json(MODEL.to_json()) == MODEL
    with pytest.raises(UnfitLinkage):
        PersonLinkage.from_json(MODEL.to_json().replace(MODEL.comparisons, "0" * 16))


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        (person_comparisons, "_SQL", {}),
        (person_comparisons, "LEAST_AGREEING_MASKED", 1),
        (person_pairs, "_KEYS", "SELECT"),
        (person_model, "MOST_HOLDERS", {"phone": 6}),
    ],
)
def test_a_model_belongs_to_all_it_was_trained_on(
    module: ModuleType, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = MODEL.to_json()
    monkeypatch.setattr(module, name, value)
    with pytest.raises(UnfitLinkage):
        PersonLinkage.from_json(text)
