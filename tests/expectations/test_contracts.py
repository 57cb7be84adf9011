"""Every contract answers everything a reader may ask of it, and what must not be declared is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expectations.catalogue import PAGE, contracts_page
from expectations.contracts import contracts
from expectations.contracts.declaration import Column, Contract, Mention, party, party_mention

CONTRACTS = list(contracts().values())
BY_TABLE = pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.table)

REPORTERS = {
    ("police_incidents", "reporter"),
    ("grid_incidents", "reporter"),
    ("hotline_tickets", "caller"),
    ("fundraising_complaints", "complainant"),
    ("mediations", "applicant"),
}
"""(table, role) of everybody who reports or asks for help: their rows link to them and go no further."""

ROOMS = Contract(
    department="fire",
    table="rooms",
    title="房间",
    grain="one room",
    key=("room_no",),
    event_on="seen_on",
    columns=(
        Column("room_no", "房号", "code", "never", required=True),
        Column("seen_on", "日期", "date", "not recorded"),
        *party("caller", "来电人"),
        Column("landlord", "房东", "person_name", "not recorded"),
        Column("beds", "床位", "integer", "not counted", unit="number", purpose="how full it is"),
        Column("fine_fen", "罚款（元）", "money", "no fine", legal_basis="消防法 art. 60"),
    ),
    mentions=(party_mention("caller", links_only=True), Mention("landlord", "person", name="landlord")),
    purpose="rooms",
    legal_basis="消防法",
)


@BY_TABLE
def test_a_contract_is_complete(contract: Contract) -> None:
    columns = {column.name: column for column in contract}
    assert contract.department
    assert contract.title
    assert contract.grain
    assert contract.purpose
    assert contract.legal_basis
    assert contract.retention_days > 0
    assert contract.key
    assert set(contract.key) <= columns.keys()
    assert contract.event_on is None or columns[contract.event_on].type == "date"
    for mention in contract.mentions:
        assert set(mention.columns) <= columns.keys(), mention.role
    assert len({mention.role for mention in contract.mentions}) == len(contract.mentions)


@BY_TABLE
def test_every_column_answers_for_itself(contract: Contract) -> None:
    for column in contract:
        assert column.header, column.name
        assert column.null_means, column.name
        assert contract.purpose_of(column), column.name
        assert contract.legal_basis_of(column), column.name
        assert bool(column.allowed) == (column.type == "category"), column.name
        assert (column.null_means == "never") >= column.required or column.null_means, column.name


@BY_TABLE
def test_quantities_have_a_unit_and_nothing_else_has(contract: Contract) -> None:
    for column in contract:
        counted = column.type in ("integer", "percent", "money", "date")
        assert (column.unit != "none") == counted, f"{contract.table}.{column.name} is {column.type} in {column.unit}"
        assert (column.unit == "fen") == (column.type == "money") == column.name.endswith("_fen")
        assert (column.unit == "day") == (column.type == "date")


@BY_TABLE
def test_a_written_header_or_word_means_one_thing(contract: Contract) -> None:
    headers = [header for column in contract for header in column.headers]
    assert len(headers) == len(set(headers))
    for column in contract:
        written = [text for text, _ in column.allowed]
        assert len(written) == len(set(written)), column.name


def test_reporters_are_linked_and_nothing_further() -> None:
    marked = {(contract.table, mention.role) for contract in CONTRACTS for mention in contract.mentions}
    links_only = {
        (contract.table, mention.role) for contract in CONTRACTS for mention in contract.mentions if mention.links_only
    }
    assert links_only == REPORTERS
    assert marked >= REPORTERS


def test_petition_offices_count_answers_and_know_nobody() -> None:
    (counted,) = [contract for contract in CONTRACTS if contract.department == "petition_offices"]
    assert counted.table == "overdue_answers"
    assert [column.name for column in counted] == [
        "responding_department", "period", "answers_due", "answers_overdue",
    ]  # fmt: skip
    assert counted.mentions == ()
    assert {column.type for column in counted} == {"short_text", "integer"}


def test_a_night_stops_only_where_its_lists_would_be_wrong() -> None:
    """Without licences a bank is a private lender; without judgments and listings a candidate has no documents."""
    stopping = {contract.table for contract in CONTRACTS if contract.unreadable == "stop"}
    assert stopping == {"lending_licences", "criminal_judgments", "judgment_debtors"}


def test_accounts_and_candidates_papers_are_kept_shorter_than_the_rest() -> None:
    kept = {contract.table: contract.retention_days for contract in CONTRACTS}
    longest_window = 3 * 365
    assert kept["nominations"] == 365
    assert kept["fund_flows"] == longest_window
    assert min(days for table, days in kept.items() if table not in ("nominations", "fund_flows")) > longest_window


@pytest.mark.parametrize(
    ("column", "purpose"),
    [
        ("room_no", "to recognise the record in a later delivery"),
        ("seen_on", "when it happened: windows count by it"),
        ("caller_name", "to link the row to who reported it, and nothing further; stays in bronze and the vault"),
        ("landlord", "to know whom the row is about; stays in bronze and the vault"),
        ("beds", "how full it is"),
        ("fine_fen", "rooms"),
    ],
)
def test_a_purpose_follows_from_what_a_column_is(column: str, purpose: str) -> None:
    assert ROOMS.purpose_of(ROOMS.column(column)) == purpose


@pytest.mark.parametrize(
    ("column", "basis"),
    [("beds", "消防法"), ("fine_fen", "消防法 art. 60"), ("landlord", "消防法; 个人信息保护法 art. 34")],
)
def test_a_legal_basis_is_the_column_s_or_the_contract_s(column: str, basis: str) -> None:
    assert ROOMS.legal_basis_of(ROOMS.column(column)) == basis


def test_the_law_on_personal_information_is_named_once() -> None:
    named = replace(ROOMS, legal_basis="个人信息保护法 art. 13(3)")
    assert named.legal_basis_of(named.column("landlord")) == "个人信息保护法 art. 13(3)"


def test_a_register_of_homes_has_no_address_of_its_owner() -> None:
    for table in ("houses", "house_transfers"):
        assert not [column.name for column in contracts()[table] if column.name.endswith("_address")]
        assert all(mention.address is None for mention in contracts()[table].mentions)


def test_the_page_is_written_from_the_contracts() -> None:
    assert PAGE.read_text(encoding="utf-8") == contracts_page(), (
        "run `make docs` and commit docs/catalogue/contracts.md"
    )
