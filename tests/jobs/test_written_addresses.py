"""Which addresses of the night's rows are linked, what is written down of them, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pyspark.sql import DataFrame

from jobs.link_identities import transform
from jobs.registry import REGISTRY
from jobs.run import Run
from models.linking.disputes import CATEGORIES
from tests.drawn_tables import Row, citizen_id, first_night, night


def standard(code: str, road_and_number: str, use: str = "residential") -> Row:
    area = {"district_code": "350203", "street": "厦港街道", "community": "福海社区", "grid_code": "1"}
    full = f"福建省厦门市思明区厦港街道福海社区{road_and_number}"
    return {"address_code": code, "full_address": full, "use": use, **area}


LIST = [standard("350203001", "大学路5号"), standard("350203002", "大学路7号", use="business")]
TABLES: dict[str, list[Row]] = {
    "residents": [
        {
            "source_row_id": "at 5",
            "register_no": "1",
            "name": "陈小明",
            "citizen_id": citizen_id(1),
            "address": "大学路5号",
        },
        {"source_row_id": "at 9", "register_no": "2", "name": "林大山", "address": "思明区大学路9号201室"},
        {"source_row_id": "nowhere", "register_no": "3", "name": "黄一", "address": "——"},
    ],
    "police_incidents": [
        {
            "source_row_id": "call",
            "incident_no": "1",
            "occurred_on": date(2025, 6, 1),
            "category": "dispute",
            "reporter_name": "陈小明",
            "reporter_address": "思明大学路5-201",
            "respondent_name": "林大山",
            "respondent_address": "思明区大学路7号",
        }
    ],
    "houses": [
        {
            "source_row_id": "house",
            "certificate_no": "1",
            "owner_name": "黄一",
            "address": "大学路5号",
            "address_code": "350203002",
        },
        {"source_row_id": "no house", "certificate_no": "2", "owner_name": "黄一"},
    ],
    "mortgages": [
        {
            "source_row_id": "mortgage",
            "registration_no": "1",
            "registered_on": date(2025, 1, 1),
            "mortgagee_name": "周一",
            "mortgagor_name": "吴一",
            "mortgagor_address": "大学路7号",
            "address_code": "350203001",
        }
    ],
}


@pytest.fixture
def made(make_run: Callable[..., Run]) -> tuple[dict[str, DataFrame], Run]:
    run = make_run()
    tables = night(run.spark, {**TABLES, "standard_addresses": LIST}, also=CATEGORIES)
    return transform(first_night(run.spark) | tables, run), run


def test_every_address_that_a_row_gives_has_its_standard_address_or_says_why_not(
    made: tuple[dict[str, DataFrame], Run],
) -> None:
    tables, run = made
    ids = {code: run.pseudonyms.of("address", code) for code in ("350203001", "350203002")}
    found: dict[tuple[str, str], Any] = {
        (row.source_row_id, row.role): row for row in tables["linked.addresses"].collect()
    }

    five, seven = ids["350203001"], ids["350203002"]
    assert {key: (row.address_id, row.method, row.links_only) for key, row in found.items()} == {
        ("at 5", "resident"): (five, "address_text", False),
        ("at 9", "resident"): (None, "none", False),
        ("call", "reporter"): (five, "address_text", True),
        ("call", "respondent"): (seven, "address_text", False),
        # What a row is about lies where its code says; where the text says otherwise, the row shows it.
        ("house", "place"): (seven, "address_code", False),
        ("mortgage", "mortgagor"): (seven, "address_text", False),
        ("mortgage", "place"): (five, "address_code", False),
    }
    assert found["house", "place"].probability < found["mortgage", "place"].probability
    assert "the code wins" in found["house", "place"].explanation_en
    assert found["at 9", "resident"].explanation_zh == "标准地址中该处无此门牌或楼栋"
    assert (run.facts["addresses.linked"], run.facts["addresses.no_such_number"]) == ("6", "1")


def test_neither_text_nor_code_of_an_address_is_written_down(made: tuple[dict[str, DataFrame], Run]) -> None:
    tables, _ = made
    told = str(tables["linked.addresses"].collect()) + str(tables["linked.standard_addresses"].collect())
    assert not [said for said in ("大学路", "350203001", "350203002") if said in told]
    assert {row.use for row in tables["linked.standard_addresses"].collect()} == {"residential", "business"}


def test_where_somebody_lives_reaches_no_feature_score_or_list() -> None:
    readers = {entry.name for entry in REGISTRY if "linked.addresses" in (*entry.reads, *entry.recalls)}
    assert readers == {"build_graph", "weigh_evidence"}, "one for places of business, one for the map: see their docs"
