"""Rows as departments write them: known headers, declared words, valid numbers, damage in its shares."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from stdnum.cn import uscc

from expectations.contracts import contracts
from simulation.damage import CITY_SHARES, VARIATION
from simulation.dice import Streams
from simulation.identity_numbers import citizen_check, credit_check, one_character_wrong
from simulation.timeline import timeline
from tests.simulation.conftest import AS_OF, NIGHTS, City
from tests.simulation.extracts import delivered, truth_rows

THIN_TABLES = frozenset({"inspections", "permits", "honours", "tax_penalties"})
"""Tables that no agent of the city fills: they are known from a real city's published records."""


def test_every_table_is_delivered(town: City) -> None:
    assert {one.contract.table for one in delivered(town.landing)} | THIN_TABLES == set(contracts())


def test_every_file_has_the_contract_s_headers_and_now_and_then_a_synonym(town: City) -> None:
    synonyms = 0
    for one in delivered(town.landing):
        columns = {header: column.name for column in one.contract.columns for header in column.headers}
        assert [columns[header] for header in one.headers] == [column.name for column in one.contract.columns], one.name
        synonyms += sum(header not in {column.header for column in one.contract.columns} for header in one.headers)
    assert synonyms > 10


def test_categories_and_truth_values_are_written_with_declared_words(town: City) -> None:
    for one in delivered(town.landing):
        for column in one.contract.columns:
            written = {row[column.name] for row in one.rows} - {""}
            if column.type == "category":
                assert written <= {text for text, _ in column.allowed}, (one.name, column.name)
            if column.type == "boolean":
                assert written <= {"是", "否"}, (one.name, column.name)


def test_required_cells_are_never_empty(town: City) -> None:
    for one in delivered(town.landing):
        for column in one.contract.columns:
            if column.required:
                assert all(row[column.name] for row in one.rows), (one.name, column.name)


def test_a_key_stands_once_in_a_file_or_its_rows_are_equal(town: City) -> None:
    for one in delivered(town.landing):
        rows: dict[tuple[str, ...], dict[str, str]] = {}
        for row in one.rows:
            key = tuple(row[name] for name in one.contract.key)
            assert rows.setdefault(key, row) == row, (one.name, key)


def test_keys_are_unique_over_the_blocks(town: City) -> None:
    """Two true records never share a key: rows of one key name the same parties in truth."""
    told: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for row in truth_rows(town.truth, "records"):
        told.setdefault((row["file"], int(row["row"])), []).append((row["role"], row["entity_id"]))
    parties: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for one in delivered(town.landing):
        for place, row in enumerate(one.rows, start=one.first_row):
            key = (one.contract.table, *(row[name] for name in one.contract.key))
            now = told.get((one.name, place), [])
            assert parties.setdefault(key, now) == now, key


def test_numbers_are_valid_unless_damaged(town: City) -> None:
    for row in truth_rows(town.truth, "people"):
        number = row["citizen_id"]
        assert number[6:14] == row["birth_on"].replace("-", "")
        assert sum(int(sign.replace("X", "10")) * 2 ** (17 - place) for place, sign in enumerate(number)) % 11 == 1
        assert int(number[16]) % 2 == int(row["male"])
    for row in truth_rows(town.truth, "companies"):
        assert uscc.is_valid(row["credit_code"]), row["company_id"]


def test_known_numbers_have_their_check_characters() -> None:
    assert citizen_check("11010519491231002") == "X"
    assert credit_check("91350100M000100Y4") == "3"
    assert credit_check("11320000MB151840X") == "J"


def test_one_wrong_character_breaks_the_check_digit() -> None:
    dice = Streams(1).dice("wrong")
    for _ in range(200):
        wrong = one_character_wrong(dice, "11010519491231002X")
        assert len(wrong) == 18
        assert sum(a != b for a, b in zip(wrong, "11010519491231002X", strict=True)) == 1


def test_damage_keeps_to_the_city_s_shares(town: City) -> None:
    """Over all departments: the share of mentions that carry the field, within the variation of departments."""
    people = {row["person_id"] for row in truth_rows(town.truth, "people")}
    carried: Counter[str] = Counter()
    damaged: Counter[str] = Counter()
    for row in truth_rows(town.truth, "records"):
        table = row["file"].split("/")[1]
        kind = "person" if row["entity_id"] in people else "company"
        if table in ("nominations", "criminal_judgments") or row["role"] == "notary":
            continue
        carried[kind] += 1
        damaged.update(f"{kind}:{word}" for word in row["damage"].split(";") if word)
    for word, share in (
        ("person:id_missing", CITY_SHARES.id_missing),
        ("person:id_wrong", CITY_SHARES.id_wrong),
        ("person:id_masked", CITY_SHARES.id_masked),
        ("person:name_variant", CITY_SHARES.name_variant),
        ("company:credit_missing", CITY_SHARES.credit_missing),
        ("company:company_changed", CITY_SHARES.company_changed),
    ):
        measured = damaged[word] / carried[word.split(":")[0]]
        assert (1 - VARIATION) * share * 0.9 < measured < (1 + VARIATION) * share * 1.1, word


def test_departments_vary_by_no_more_than_half(town: City) -> None:
    told = json.loads((town.truth / "city.json").read_text("utf-8"))["damage"]
    for shares in told.values():
        for name, share in shares.items():
            assert (1 - VARIATION) <= share / getattr(CITY_SHARES, name) <= (1 + VARIATION)
    assert len({shares["phone_missing"] for shares in told.values()}) == len(told) == 14


def test_phones_and_addresses_are_damaged_where_a_row_has_them(town: City) -> None:
    files = {row["file"].split("/")[1] for row in truth_rows(town.truth, "records")}
    assert "residents" in files
    registers = [row for row in truth_rows(town.truth, "records") if row["file"].startswith("police/residents")]
    shares = json.loads((town.truth / "city.json").read_text("utf-8"))["damage"]["police"]
    free = sum("address_free" in row["damage"] for row in registers) / len(registers)
    assert free == pytest.approx(shares["address_free"], abs=0.03)
    missing = sum("phone_missing" in row["damage"] for row in registers) / len(registers)
    assert shares["phone_missing"] * 0.8 < missing < shares["phone_missing"] * 1.1


def test_late_corrected_and_repeated_rows(town: City) -> None:
    what = Counter(row["what"] for row in truth_rows(town.truth, "versions"))
    days = sorted(int(row["days"]) for row in truth_rows(town.truth, "versions") if row["what"] == "late")
    assert 7 <= days[len(days) // 2] <= 11
    assert what["correction"] == what["to_be_corrected"] > 50
    assert 0.01 * (1 - VARIATION) < (what["duplicate"] + what["entered_again"]) / town.summary.records < 0.03
    assert what["entered_again"] > 3


def test_a_corrected_record_comes_again_under_its_key_with_another_value(town: City) -> None:
    versions = {(row["file"], int(row["row"])): row["what"] for row in truth_rows(town.truth, "versions")}
    first: dict[tuple[str, ...], tuple[date, dict[str, str]]] = {}
    checked = 0
    for one in sorted(delivered(town.landing), key=lambda one: one.day):
        for place, row in enumerate(one.rows, start=one.first_row):
            key = (one.contract.table, *(row[name] for name in one.contract.key))
            what = versions.get((one.name, place))
            if what == "to_be_corrected":
                first[key] = (one.day, row)
            elif what == "correction":
                day, before = first[key]
                checked += 1
                assert day < one.day
                assert before != row
    assert checked == sum(what == "correction" for what in versions.values()) > 0


def test_hardness_nought_damages_nothing(write_city: Callable[..., City]) -> None:
    city = write_city(hardness=0.0)
    assert all(row["damage"] == "" for row in truth_rows(city.truth, "records"))
    assert {row["what"] for row in truth_rows(city.truth, "versions")} <= {"update"}


def test_what_happens_is_delivered_afterwards(town: City) -> None:
    for one in delivered(town.landing, "police_incidents"):
        for row in one.rows:
            assert date.fromisoformat(row["occurred_on"]) < one.day
        assert one.day <= AS_OF + timedelta(days=NIGHTS)


@pytest.mark.parametrize("as_of", [date(2026, 11, 1), date(2026, 11, 9), date(2026, 11, 10), date(2024, 2, 29)])
def test_deliveries_never_overlap_whatever_the_day(as_of: date) -> None:
    line = timeline(as_of, 2, Streams(3).dice("deliveries"))
    assert len(line.deliveries) == len(line.covers) == 38
    assert list(line.deliveries) == sorted(set(line.deliveries))
    assert all(cover < day for cover, day in zip(line.covers, line.deliveries, strict=True))
    assert list(line.covers) == sorted(set(line.covers))
    assert line.deliveries[35] == as_of - timedelta(days=1)
    assert line.slot(as_of - timedelta(days=2)) == 35
    assert line.slot(as_of + timedelta(days=30)) is None
