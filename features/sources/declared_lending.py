"""What each view of lenders holds, in words and data; lending, relations and reports build them."""

from __future__ import annotations

from features.declaration import View

_SUITS = ("civil_cases", "case_parties")
_LENDING = (*_SUITS, "notarised_debts", "mortgages", "enforcements", "lending_licences", "companies")
_ACTS = tuple(table for table in _LENDING if table not in _SUITS)

LENDING_VIEWS: tuple[View, ...] = (
    View(
        "loan_suits",
        "one loan suit of one plaintiff",
        _SUITS,
        (
            ("case_no", "string", "case number"),
            ("cause", "string", "cause, as in the contract"),
            ("outcome", "string", "null: not closed"),
            ("closed", "boolean", "has an outcome"),
            ("contested", "boolean", "the defendant appeared; null: not closed, or closed without a hearing"),
            ("principal_fen", "bigint", "face of the loan in fen; null: not stated"),
            ("delivered_share", "double", "delivered over face; null: the court found no sum"),
            ("face_found_fen", "bigint", "face where the court found what was delivered"),
            ("delivered_found_fen", "bigint", "delivered where the face is known"),
            ("rate_percent", "double", "agreed yearly rate; null: none agreed"),
            (
                "over_cap",
                "boolean",
                "the rate is over the cap of its day; null: rate or cap unknown, or not bound by it",
            ),
            ("due_to_suit_days", "int", "days from due day to filing, negative when filed before; null: no due day"),
            ("month", "string", "year and month of filing"),
            ("gap_days", "int", "days since the plaintiff's previous loan suit; null: the first"),
            ("out_of_scope", "boolean", "the plaintiff is a company whose scope has no lending; null: no scope known"),
        ),
        uses=("lending_licences", "companies"),
    ),
    View(
        "loan_debtors",
        "one defendant of one loan suit of one plaintiff",
        _SUITS,
        (
            ("debtor_id", "string", "pseudonymous id; counted, never a subject"),
            ("sued_before", "boolean", "the same plaintiff had sued the same debtor on a loan"),
            ("principal_fen", "bigint", "face of the loan in fen; null: not stated"),
        ),
        uses=("lending_licences",),
    ),
    View(
        "notarised_debts",
        "one notarised deed of one creditor",
        ("notarised_debts",),
        (
            ("deed_kind", "string", "as in the contract"),
            ("amount_fen", "bigint", "debt in fen; null: not stated"),
            ("debtor_id", "string", "pseudonymous id; null: not linked"),
            ("forbidden", "boolean", "made for a creditor without a lending licence after notaries were told to stop"),
        ),
        uses=("lending_licences",),
    ),
    View(
        "notarised_powers",
        "one notarised power of attorney of one person or company that holds it",
        ("notarised_powers",),
        (
            ("power_kind", "string", "as in the contract"),
            ("grantor_id", "string", "pseudonymous id of who gave it; null: not linked"),
            ("forbidden", "boolean", "given to a holder without a lending licence after notaries were told to stop"),
        ),
        uses=("lending_licences",),
    ),
    View(
        "mortgages",
        "one home mortgaged to one mortgagee that is no licensed bank",
        ("mortgages",),
        (
            ("secured_fen", "bigint", "secured debt in fen; null: not stated"),
            ("debtor_id", "string", "pseudonymous id of the owner; null: not linked"),
        ),
        uses=("lending_licences",),
    ),
    View(
        "loan_enforcements",
        "one enforcement of a loan judgment or notarised debt, by its applicant",
        ("enforcements",),
        (
            ("amount_fen", "bigint", "sum in fen; null: not money"),
            ("basis_found", "string", "suit or deed"),
        ),
        uses=(*_SUITS, "notarised_debts"),
    ),
    View(
        "shared_agents",
        "one agent of a lender's loan suits and one other lender the agent appears for",
        _SUITS,
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
            ("out_of_scope", "boolean", "the company's scope has no lending; null: no scope known"),
        ),
        uses=_LENDING,
    ),
    View(
        "related_lenders",
        "one lender related to another by an office or an agent in common",
        (*_SUITS, "company_officers"),
        (
            ("other_id", "string", "the other lender"),
            ("relation", "string", "office or agent"),
        ),
        uses=_ACTS,
    ),
    View(
        "loan_chains",
        "one borrower's loan followed by one near its balance from the same lender or a related one",
        _SUITS,
        (
            ("debtor_id", "string", "the borrower; counted, never a subject"),
            ("growth", "double", "later principal over earlier"),
            ("changes_hands", "boolean", "the two lenders differ"),
        ),
        uses=("notarised_debts", "company_officers", "lending_licences"),
    ),
    View(
        "harassment_reports",
        "one report of collection with a debt context that names a lender",
        ("police_incidents",),
        (
            ("reporter_id", "string", "who reported; counted apart, never a subject"),
            ("via", "string", "table it came by"),
        ),
        uses=("hotline_tickets", "grid_incidents", *_LENDING),
    ),
    View(
        "round_trips",
        "one transfer of a lender to a borrower and one back to it or a related lender within 72 hours",
        ("fund_flows",),
        (
            ("borrower_id", "string", "who was paid and paid back"),
            ("returned_share", "double", "sum that came back over sum paid"),
        ),
        uses=(*_LENDING, "company_officers"),
    ),
    View(
        "cash_after_loans",
        "one transfer of a lender to a borrower and one cash withdrawal by the borrower within 72 hours",
        ("fund_flows",),
        (
            ("borrower_id", "string", "who was paid"),
            ("returned_share", "double", "cash over sum paid"),
        ),
        uses=_LENDING,
    ),
    View(
        "payment_circles",
        "one sum that passed a lender's account and came back to it through two or more others, nearly whole",
        ("fund_flows",),
        (
            ("accounts", "array<string>", "whose accounts it passed, in order"),
            ("kept", "double", "least share of the sum that one step kept"),
        ),
        uses=_LENDING,
    ),
)
"""Views of lending conduct, relations between lenders, reports on them and opened cases' fund flows."""
