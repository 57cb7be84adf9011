"""What each view of how lenders and their loans hang together holds; relations and ladders build them."""

from __future__ import annotations

from features.declaration import View
from features.sources.declared_lending import LENDING

_SUITS = ("civil_cases", "case_parties")
_ACTS = tuple(table for table in LENDING if table not in _SUITS)

RELATION_VIEWS: tuple[View, ...] = (
    View(
        "shared_agents",
        "one agent known to be a lender's in its loan suits, and one other lender whose agent it is known to be",
        (*_SUITS, "judgment_texts"),
        (
            ("other_id", "string", "the other lender"),
            ("agent_id", "string", "the agent"),
        ),
    ),
    View(
        "lending_offices",
        "one office of a person in a company that lends; event_on is the last day held so far",
        ("company_officers",),
        (
            ("company_id", "string", "the company"),
            ("office", "string", "null: not recorded"),
            ("appointed_on", "date", "first day of the office; null: not recorded"),
            ("out_of_scope", "boolean", "the company's scope has no lending; null: no scope known"),
        ),
        uses=LENDING,
        happened="appointed_on",
    ),
    View(
        "related_lenders",
        "one lender related to another by an office or an agent in common",
        (*_SUITS, "company_officers", "judgment_texts"),
        (
            ("other_id", "string", "the other lender"),
            ("relation", "string", "office, or agent where anybody knows whose it was"),
        ),
        uses=_ACTS,
    ),
    View(
        "lenders_by_office",
        "one lender related to another by an office in common",
        (*_SUITS, "company_officers"),
        (("other_id", "string", "the other lender"),),
        uses=_ACTS,
    ),
    View(
        "loan_chains",
        "one borrower's loan followed near its due day by one near its balance, of the same lender or a related one",
        _SUITS,
        (
            ("debtor_id", "string", "the borrower; counted, never a subject"),
            ("growth", "double", "later principal over earlier"),
            ("changes_hands", "boolean", "the two lenders differ"),
            ("again", "boolean", "the borrower's debt had been rolled over before"),
        ),
        uses=("notarised_debts", "company_officers", "lending_licences"),
        record=("debtor_id",),
    ),
    View(
        "shared_debtors",
        "one borrower whom a lender sued on a loan, and one related lender that sued the same one",
        (*_SUITS, "company_officers"),
        (
            ("debtor_id", "string", "the borrower; counted, never a subject"),
            ("other_id", "string", "the other lender"),
            ("lenders", "int", "related lenders that sued this borrower"),
        ),
        uses=_ACTS,
        record=("debtor_id", "other_id"),
    ),
    View(
        "lending_holdings",
        "one share of somebody in a company that lends; event_on is the last day held so far",
        ("company_shareholders",),
        (("company_id", "string", "the company"),),
        uses=LENDING,
    ),
    View(
        "lending_companies",
        "one company that a lender lends through: itself, or where it holds an office or share; event_on: established",
        ("companies",),
        (
            ("company_id", "string", "the company"),
            ("first_loan_days", "int", "days from its establishment to its first loan; null: either is unknown"),
            ("closed", "boolean", "deregistered or revoked before as_of"),
        ),
        uses=(*LENDING, "company_officers", "company_shareholders"),
    ),
    View(
        "loan_ladders",
        "three loans or more on one borrower, each near the last one's due day and balance, of related lenders",
        ("civil_cases", "case_parties"),
        (
            ("debtor_id", "string", "the borrower; counted, never a subject"),
            ("loans", "bigint", "loans in a row"),
            ("grown", "double", "last principal over first"),
        ),
        uses=("notarised_debts", "company_officers", "lending_licences"),
    ),
)
"""Views of relations between lenders, their companies, and loans that follow one another."""
