"""Rows of suits, deeds, mortgages and companies, drawn from names. Everybody has a valid number made of their name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from zlib import crc32

from tests.drawn_tables import Row, citizen_id, credit_code

Tables = dict[str, list[Row]]

FEN = 100

LENT = date(2024, 1, 1)
"""The day of a loan, where it does not matter."""


def numbered(name: str) -> str:
    """The valid number of who bears the name: a credit code for a company, a citizen id for a person."""
    if name.endswith("公司"):
        return credit_code(crc32(name.encode()) % 1_000_000_000)
    drawn = crc32(name.encode())
    return citizen_id(drawn % 1000, born=f"{1950 + drawn // 1000 % 50}{1 + drawn // 50_000 % 12:02d}01")


def party(role: str, name: str, **more: Any) -> Row:
    """The five columns of a party in a role."""
    kind = "company" if name.endswith("公司") else "person"
    given = {"name": name, "kind": kind, "id_number": numbered(name), **more}
    return {f"{role}_{column}": value for column, value in given.items()}


def together(*parts: Mapping[str, Iterable[Row]]) -> Tables:
    """All rows of several drawings."""
    made: Tables = {}
    for part in parts:
        for table, rows in part.items():
            made.setdefault(table, []).extend(rows)
    return made


def names_in(town: Mapping[str, Iterable[Row]]) -> set[str]:
    """Names of everybody who stands in a town's rows."""
    return {value for rows in town.values() for row in rows for column, value in row.items() if column.endswith("name")}


def apart(*towns: Mapping[str, Iterable[Row]]) -> Tables:
    """All rows of several towns that one night can draw; raises ValueError where two of them meet in a value.

    Days, sums and words of a list may be the same: they tie nobody.
    """
    met: dict[Any, int] = {}
    for place, town in enumerate(towns):
        for row in (row for rows in town.values() for row in rows):
            for column, value in row.items():
                told = column.endswith(("name", "_no", "_id", "phone", "address", "_code")) and column != "party_no"
                if told and value is not None and met.setdefault(value, place) != place:
                    raise ValueError(f"two towns have the {column} {value}")
    return together(*towns)


def suit(
    case_no: str,
    plaintiff: str,
    defendant: str,
    cause: str = "private_lending",
    filed_on: date = date(2025, 3, 1),
    case: Row | None = None,
    plaintiff_writes: Row | None = None,
    defendant_writes: Row | None = None,
    acts_for: str | None = None,
    **others: str,
) -> Tables:
    """One civil case; `others` are further parties by their role (agent, guarantor, witness), an agent for whom the
    extract says (`acts_for`)."""
    named = [
        ("plaintiff", plaintiff, plaintiff_writes or {}),
        ("defendant", defendant, defendant_writes or {}),
        *((role, name, {}) for role, name in others.items()),
    ]
    return {
        "civil_cases": [
            {
                "source_row_id": f"case {case_no}",
                "case_no": case_no,
                "cause": cause,
                "filed_on": filed_on,
                "contested": False,
                **(case or {}),
            }
        ],
        "case_parties": [
            {
                "source_row_id": f"{role} {case_no}",
                "case_no": case_no,
                "party_no": str(place),
                "role": role,
                "acts_for": acts_for if role == "agent" else None,
                "filed_on": filed_on,
                **party("party", name, **writes),
            }
            for place, (role, name, writes) in enumerate(named)
        ],
    }


def company(name: str, officers: Iterable[str] = (), holders: Iterable[str] = (), **columns: Any) -> Tables:
    """One registered company with its officers and shareholders."""
    number = f"R-{name}"
    of = {"registration_no": number, "company_name": name, "credit_code": numbered(name)}
    return {
        "companies": [{"registration_no": number, "name": name, "credit_code": numbered(name), **columns}],
        "company_officers": [
            {
                "appointment_no": f"{officer} {name}",
                **of,
                "officer_name": officer,
                "officer_citizen_id": numbered(officer),
                "appointed_on": date(2022, 1, 1),
            }
            for officer in officers
        ],
        "company_shareholders": [
            {
                "holding_no": f"{holder} {name}",
                **of,
                **party("holder", holder),
                "held_from": date(2021, 1, 1),
                "held_until": date(2024, 1, 1),
            }
            for holder in holders
        ],
    }


def licence(name: str, kind: str = "small_loan", **columns: Any) -> Tables:
    """One lending licence, in force unless the columns say otherwise."""
    row = {
        "licence_no": f"L-{name}",
        "licence_kind": kind,
        "company_name": name,
        "credit_code": numbered(name),
        "granted_on": date(2015, 1, 1),
        **columns,
    }
    return {"lending_licences": [row]}


def deed(deed_no: str, creditor: str, debtor: str, kind: str = "loan_contract", **more: Any) -> Tables:
    row = {
        "source_row_id": f"deed {deed_no}",
        "deed_no": deed_no,
        "deed_kind": kind,
        "notarised_on": date(2025, 4, 1),
        "amount_fen": 30_000 * FEN,
        "notary_name": "何公证",
        **party("creditor", creditor),
        **party("debtor", debtor),
        **more,
    }
    return {"notarised_debts": [row]}


def power(deed_no: str, attorney: str, grantor: str, kind: str = "power_to_sell_home", **more: Any) -> Tables:
    row = {
        "source_row_id": f"power {deed_no}",
        "deed_no": deed_no,
        "power_kind": kind,
        "notarised_on": date(2025, 4, 2),
        **party("attorney", attorney),
        **party("grantor", grantor),
        **more,
    }
    return {"notarised_powers": [row]}


def loan(
    case_no: str, lender: str, borrower: str, lent_on: date, yuan: int, agent: str | None = None, **case: Any
) -> Tables:
    beside = {} if agent is None else {"agent": agent}
    return suit(case_no, lender, borrower, case={"lent_on": lent_on, "principal_fen": yuan * FEN, **case}, **beside)


def sale(number: str, power_deed_no: str | None, buyer: str, on: date = date(2025, 9, 1)) -> Tables:
    """One home that was sold, under a notarised power where its number is given."""
    row = {
        "source_row_id": f"sale {number}",
        "transfer_no": number,
        "transferred_on": on,
        "transfer_kind": "sale",
        "power_deed_no": power_deed_no,
        **party("seller", "卖房人"),
        **party("buyer", buyer),
    }
    return {"house_transfers": [row]}


def judgment(case_no: str, text: str) -> Tables:
    """The text of the judgment that ended a suit."""
    row = {"source_row_id": f"text {case_no}", "case_no": case_no, "document_kind": "judgment", "document_text": text}
    return {"judgment_texts": [row]}
