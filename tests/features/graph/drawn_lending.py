"""Rows of suits, deeds, mortgages and companies, drawn from names. Everybody has a valid number made of their name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from zlib import crc32

from tests.drawn_tables import Row, citizen_id, credit_code

Tables = dict[str, list[Row]]


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


def suit(
    case_no: str,
    plaintiff: str,
    defendant: str,
    cause: str = "private_lending",
    filed_on: date = date(2025, 3, 1),
    case: Row | None = None,
    plaintiff_writes: Row | None = None,
    defendant_writes: Row | None = None,
    **others: str,
) -> Tables:
    """One civil case; `others` are further parties by their role (agent, guarantor, witness)."""
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
                **(case or {}),
            }
        ],
        "case_parties": [
            {
                "source_row_id": f"{role} {case_no}",
                "case_no": case_no,
                "party_no": str(place),
                "role": role,
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
