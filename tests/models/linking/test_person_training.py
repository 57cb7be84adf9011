"""What training learns from rows alone, and what becomes of a model in the registry."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from identifiers.citizen_ids import check_digit
from identifiers.pseudonyms import Pseudonyms
from models import registry
from models.linking import training
from models.linking.card import linkage_card
from models.linking.normal_forms import normal_frame
from models.linking.person_comparisons import DEFAULTS
from models.linking.person_edges import person_edges
from models.linking.person_model import PERSON_LINKAGE
from models.linking.training import TooFewPeople, TrainedLinkage, train_person_linkage

KEY = Pseudonyms(b"k" * 32)
DAY = date(2026, 3, 4)


def rows_of_a_town(people: int) -> list[dict[str, Any]]:
    """Two rows for each person, one in three of the second without an id and one phone in ten another one."""
    dice = random.Random(3)
    rows = []
    for n in range(people):
        name = dice.choice("陈林黄吴张李王郑") + dice.choice("国志建文晓美丽春") + dice.choice("强明华军平芳英玲")
        body = f"350203{1950 + n % 60}{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
        number, phone = body + check_digit(body), f"139{n:08d}"
        home = f"厦门市思明区厦禾路{n // 4}号{n}室"
        for place in range(2):
            rows.append(
                {
                    "source_row_id": f"r{n}-{place}",
                    "table": "drawn",
                    "department": "police",
                    "role": "x",
                    "links_only": False,
                    "known_on": DAY,
                    "declared_kind": "person",
                    "kind": None,
                    "name": name,
                    "id_number": None if place == 1 and n % 3 == 0 else number,
                    "phone": f"138{n:08d}" if place == 1 and n % 10 == 0 else phone,
                    "address": home,
                    "birth_on": date.fromisoformat(f"{body[6:10]}-{body[10:12]}-{body[12:14]}"),
                    "registration_no": None,
                    "context_kind": None,
                    "context": None,
                }
            )
    return rows


def normal(people: int) -> pa.Table:
    made = normal_frame(pd.DataFrame(rows_of_a_town(people), dtype=object), KEY)
    return pa.Table.from_pandas(made, preserve_index=False)


@pytest.fixture(scope="module")
def town() -> pa.Table:
    return normal(1_200)


@pytest.fixture(scope="module")
def trained(town: pa.Table) -> TrainedLinkage:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "PAIRS_FOR_U", 200_000)
        return train_person_linkage(town, KEY, "drawn", DAY, seed=7)


def test_people_agree_with_themselves_and_not_with_strangers(trained: TrainedLinkage) -> None:
    chances = trained.model.chances
    assert chances["name_exact"].m > 0.9
    assert chances["phone_exact"].m > 0.8
    assert chances["phone_differs"].m < 0.2
    assert all(chances[level].u < 0.02 for level in ("name_exact", "birth_exact", "phone_exact", "id_masked"))


def test_rows_of_one_number_say_how_often_rows_agree(trained: TrainedLinkage) -> None:
    """Of people whose rows both bear the number one phone in ten is another one on the second row, else nothing."""
    chances = trained.model.chances
    assert chances["phone_differs"].m == pytest.approx(0.1, abs=0.05)
    assert [chances[level].m for level in ("name_exact", "birth_exact", "address_exact")] == [1, 1, 1]
    assert chances["name_masked"].m == DEFAULTS["name_masked"].m


def test_a_family_with_one_phone_and_door_is_not_taken_for_one_person(town: pa.Table) -> None:
    """Four of a family at each door already; now with one phone among them."""
    people = pc.cast(pc.replace_substring_regex(town["source_row_id"], "^r|-.*$", ""), "int64")
    homes = pc.binary_join_element_wise("1380000", pc.utf8_lpad(pc.cast(pc.divide(people, 4), "string"), 4, "0"), "")
    together = town.set_column(town.column_names.index("phone"), "phone", homes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "PAIRS_FOR_U", 200_000)
        chances = train_person_linkage(together, KEY, "drawn", DAY, seed=7).model.chances
    assert chances["name_differs"].m < 0.02
    assert chances["birth_differs"].m < 0.02


def test_order_changes_nothing_that_is_learnt(town: pa.Table, trained: TrainedLinkage) -> None:
    backwards = town.take(list(range(town.num_rows - 1, -1, -1)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "PAIRS_FOR_U", 200_000)
        assert train_person_linkage(backwards, KEY, "drawn", DAY, seed=7).model == trained.model


def test_a_trained_model_links_rows_without_an_id(town: pa.Table, trained: TrainedLinkage) -> None:
    found = person_edges(town, trained.model, KEY).links.to_pylist()
    linked = {(row["left_id"], row["right_id"]) for row in found if row["probability"] >= trained.model.threshold}
    right = {(f"r{n}-0/x", f"r{n}-1/x") for n in range(0, 1_200, 3)}
    assert linked == right


def test_a_model_holds_no_name_and_no_id(town: pa.Table, trained: TrainedLinkage) -> None:
    text = trained.model.to_json() + repr(dict(trained.charts))
    for column in ("name", "number", "phone", "address"):
        assert not [value for value in set(town.column(column).to_pylist()) if value is not None and value in text]
    assert trained.model.names


def test_too_few_people_are_refused() -> None:
    with pytest.raises(TooFewPeople, match="people with a valid id"):
        train_person_linkage(normal(50), KEY, "drawn", DAY, seed=7)


def test_a_registered_model_is_read_back(tmp_path: Path, trained: TrainedLinkage) -> None:
    uri = f"sqlite:///{tmp_path / 'mlflow.db'}"
    made = [
        registry.register_linkage(uri, (tmp_path / "artifacts").as_uri(), trained, {"seed": "7"}, {"bronze.x": "d"})
        for _ in range(2)
    ]
    assert made == ["1", "2"]
    assert registry.load_linkage(uri, "2") == trained.model
    assert registry.source_of(uri, PERSON_LINKAGE, "1") == "drawn"
    assert {path.name for path in tmp_path.rglob("charts/*.json")} == {"match_weights.json", "m_u_parameters.json"}
    shown = next(tmp_path.rglob("charts/match_weights.html")).read_text()
    assert "vega" in shown
    assert "https://cdn" not in shown, "MLflow's page draws it without a network"
    with pytest.raises(registry.NoSuchVersion):
        registry.load_linkage(uri, "3")


def test_a_card_tells_what_each_agreement_is_worth_and_names_nobody(town: pa.Table, trained: TrainedLinkage) -> None:
    card = linkage_card(trained, {"seed": "7"})
    chance = trained.model.chances["phone_exact"]
    assert f"| `phone_exact` | the same phone | 联系电话相同 | {chance.m:.3g} | {chance.u:.3g} | +" in card
    assert all(f"| `{level}` |" in card for level in trained.model.chances)
    assert f"{trained.metrics['people']:,.0f} people with a valid id" in card
    held = {str(value) for column in ("name", "number", "phone") for value in town.column(column).to_pylist() if value}
    assert not [value for value in held | set(trained.model.names) if value in card]
