"""What each view of lenders holds, in words and data; lending, debtors, loans, hearings and reports build them."""

from __future__ import annotations

from features.declaration import View

_SUITS = ("civil_cases", "case_parties")
LENDING = (*_SUITS, "notarised_debts", "mortgages", "enforcements", "lending_licences", "companies")
_ACTS = tuple(table for table in LENDING if table not in _SUITS)

LENDING_VIEWS: tuple[View, ...] = (
    View(
        "loan_suits",
        "one loan suit of one plaintiff",
        _SUITS,
        (
            ("case_no", "string", "case number"),
            ("court", "string", "null: not recorded"),
            ("cause", "string", "cause, as in the contract"),
            ("outcome", "string", "as in the contract, or dismissed_unheard by the court's ruling; null: not closed"),
            ("closed", "boolean", "has an outcome"),
            (
                "contested",
                "boolean",
                "the defendant appeared; null: not closed, or closed without a hearing, or told of one of several only",
            ),
            ("principal_fen", "bigint", "face of the loan in fen; null: not stated"),
            ("delivered_share", "double", "delivered over face; null: the court found no sum"),
            ("face_found_fen", "bigint", "face where the court found what was delivered"),
            ("delivered_found_fen", "bigint", "delivered where the face is known"),
            ("plaintiffs", "bigint", "who filed the suit: the subject and others beside it"),
            ("own_principal_fen", "bigint", "the subject's part of the face: shares not told are equal"),
            ("own_face_found_fen", "bigint", "the same of face_found_fen"),
            ("own_delivered_found_fen", "bigint", "the same of delivered_found_fen"),
            ("rate_percent", "double", "agreed yearly rate; null: none agreed"),
            ("without_rate", "boolean", "no rate was agreed"),
            (
                "over_cap",
                "boolean",
                "the rate is over the cap of its day; null: rate or cap unknown, or not bound by it",
            ),
            (
                "over_later_cap",
                "boolean",
                "a contract of 2015-09-01 to 2020-08-19 with a rate over the cap of the day of the suit, which interest"
                " after 2020-08-19 falls under; null: another contract, or rate or cap unknown",
            ),
            (
                "protected",
                "boolean",
                "courts protect the whole rate: up to 24 % for contracts of 2015-09-01 to 2020-08-19, and up to the cap"
                " of the day of the suit where interest runs on; null: rate or cap unknown, or not bound by it",
            ),
            ("term_days", "int", "days from loan to due day; null: either is unknown"),
            ("due_to_suit_days", "int", "days from due day to filing, negative when filed before; null: no due day"),
            ("month", "string", "year and month of filing"),
            ("days_ago", "int", "days from filing to as_of; null: undated"),
            ("gap_days", "int", "days since the plaintiff's previous loan suit; null: the first"),
            (
                "one_court",
                "bigint",
                "loan suits of the plaintiff in that court in a year up to this one; null: undated",
            ),
            ("same_day", "bigint", "loan suits of the plaintiff filed on that day; null: undated"),
            ("out_of_scope", "boolean", "the plaintiff is a company whose scope has no lending; null: no scope known"),
        ),
        uses=("judgment_texts", "lending_licences", "companies"),
    ),
    View(
        "loan_debtors",
        "one loan suit of one plaintiff with its borrower: those sued together are one, a surety of many left out",
        _SUITS,
        (
            ("debtor_id", "string", "pseudonymous id; counted, never a subject"),
            ("case_no", "string", "case number"),
            ("creditors", "int", "members of the subject that sued the debtor: one, where it is a lender and no group"),
            ("sued_before", "boolean", "the same plaintiff had sued the same debtor on a loan"),
            ("listed", "boolean", "one sued in it was listed as a judgment debtor that day or later"),
            ("principal_fen", "bigint", "face of the loan in fen; null: not stated"),
        ),
        uses=("judgment_texts", "lending_licences", "judgment_debtors"),
        record=("debtor_id",),
    ),
    View(
        "loan_suit_agents",
        "one agent of one plaintiff in one loan suit: the extract or a document of the court says whose agent it was,"
        " or no defendant came, in this suit or another of the two",
        (*_SUITS, "judgment_texts"),
        (
            ("case_no", "string", "case number"),
            ("agent_id", "string", "pseudonymous id; counted, never a subject"),
            ("appeared_before", "boolean", "the same agent in an earlier suit of the plaintiff"),
        ),
        uses=("lending_licences",),
        record=("agent_id",),
    ),
    View(
        "loan_suit_parties",
        "one witness or guarantor in one loan suit of one plaintiff",
        _SUITS,
        (
            ("case_no", "string", "case number"),
            ("role", "string", "witness or guarantor"),
            ("party_id", "string", "pseudonymous id; counted, never a subject"),
            ("appeared_before", "boolean", "the same one in the same role in an earlier suit of the plaintiff"),
        ),
        uses=("lending_licences",),
        record=("role", "party_id"),
    ),
    View(
        "loan_judgments",
        "one loan suit of one plaintiff of which a document of the court was read",
        (*_SUITS, "judgment_texts"),
        (
            ("case_no", "string", "case number"),
            ("in_cash", "boolean", "the money was handed over in cash alone; null: not told how"),
            ("deducted", "boolean", "interest or a fee was kept back from the money; null: not told"),
            (
                "overdue_over_cap",
                "boolean",
                "the rate for the time after the due day is over the cap of the loan's day; null: rate, day or cap"
                " unknown, or not bound by it",
            ),
            ("guarantors", "bigint", "parties who stood surety; null: unclear"),
        ),
        uses=("lending_licences", "companies"),
    ),
    View(
        "court_dockets",
        "one court of first instance and the loan suits of three years of one lender and plaintiffs related to it",
        (*_SUITS, "company_officers"),
        (
            ("court", "string", "never null"),
            ("suits_year", "bigint", "of the last 365 days"),
            ("suits_three_years", "bigint", "of the last 1095 days"),
            (
                "principal_year_fen",
                "bigint",
                "face sued on in the last 365 days, of suits with others their part; null: never stated",
            ),
            (
                "tiers",
                "int",
                "alternatives met of the jurisdiction's test of a professional lender; null: no test known, or none"
                " met of a test that law/ has in part",
            ),
        ),
        uses=("judgment_texts", *_ACTS),
    ),
    View(
        "loans",
        "one loan of one lender to one borrower, from every suit and deed on it; event_on is the day it was made",
        _SUITS,
        (
            ("debtor_id", "string", "the borrower; counted, never a subject"),
            ("principal_fen", "bigint", "face in fen; null: not stated"),
            ("due_on", "date", "null: no term agreed"),
            ("term_days", "int", "days from loan to due day; null: either is unknown"),
            ("lent_fen", "bigint", "what arrived where the court found it less, else the face; null: neither is known"),
            ("plaintiffs", "bigint", "who sued on it together; 1 where a deed alone tells of it"),
            ("own_principal_fen", "bigint", "the subject's part of the face: shares not told are equal"),
            ("own_lent_fen", "bigint", "the same of lent_fen"),
            ("whole_sum", "boolean", "the face is whole ten thousands of yuan; null: not stated"),
            (
                "actual_rate_percent",
                "double",
                "yearly, with what was kept back; null: the court found no sum delivered",
            ),
            (
                "counts",
                "boolean",
                "not known to lie at or under the rate up to which the opinion counts no loan, nor dismissed by a court"
                " in every suit on it",
            ),
            ("rate_unknown", "boolean", "the actual rate is null"),
            (
                "extended",
                "boolean",
                "made near the due day of the same borrower's loan before: held to be its extension",
            ),
            ("gap_days", "int", "days since the lender's loan before; null: the first"),
            (
                "two_years",
                "bigint",
                "loans of the lender in two years up to this one that count and are no extension; null: no law then",
            ),
            ("two_years_borrowers", "bigint", "different borrowers of those loans; null as above"),
        ),
        uses=("judgment_texts", "notarised_debts", "lending_licences"),
        record=("debtor_id",),
    ),
    View(
        "notarised_debts",
        "one notarised deed of one creditor",
        ("notarised_debts",),
        (
            ("deed_no", "string", "number of the deed"),
            ("deed_kind", "string", "as in the contract"),
            ("amount_fen", "bigint", "debt in fen; null: not stated"),
            ("debtor_id", "string", "pseudonymous id; null: not linked"),
            ("notary_id", "string", "null: not recorded"),
            ("notary_before", "boolean", "the creditor had gone to the same notary before"),
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
            ("of_borrower", "boolean", "who gave it borrowed of the holder, by a suit, deed or mortgage"),
            ("forbidden", "boolean", "given to a holder without a lending licence after notaries were told to stop"),
        ),
        uses=("lending_licences", *_SUITS, "notarised_debts", "mortgages"),
    ),
    View(
        "mortgages",
        "one home mortgaged to one mortgagee that is no licensed bank",
        ("mortgages", "lending_licences"),
        (
            ("secured_fen", "bigint", "secured debt in fen; null: not stated"),
            ("debtor_id", "string", "pseudonymous id of the owner; null: not linked"),
            ("sued", "boolean", "the mortgagee sued the owner on a loan, at any time"),
            ("after_loan_days", "int", "days since its last loan to the owner before; null: none is known"),
        ),
        uses=(*_SUITS, "notarised_debts"),
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
        "harassment_reports",
        "one report of collection with a debt context that names a lender",
        ("police_incidents",),
        (
            ("reporter_id", "string", "who reported; never a subject"),
            ("counted_id", "string", "whom the reporter is counted as: those whom the lender sued together are one"),
            ("department", "string", "department it came from"),
            ("threat", "boolean", "somebody was threatened; null: not asked"),
            ("of_borrower", "boolean", "the reporter borrowed of the lender, by a suit, deed or mortgage"),
            ("month", "string", "year and month; null: undated"),
        ),
        uses=("hotline_tickets", "grid_incidents", *LENDING),
    ),
)
"""Views of lending conduct and of reports on it."""
