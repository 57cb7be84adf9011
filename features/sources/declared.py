"""What each source view holds, in words and data; the functions that build them lie beside this module."""

from __future__ import annotations

from features.declaration import View
from features.sources.declared_lending import LENDING_VIEWS
from features.sources.declared_money import MONEY_VIEWS
from features.sources.declared_relations import RELATION_VIEWS

_VIEWS = (
    *LENDING_VIEWS,
    *RELATION_VIEWS,
    *MONEY_VIEWS,
    View(
        "lending_licences",
        "one lending licence of one company",
        ("lending_licences",),
        (
            ("licence_kind", "string", "as in the contract"),
            ("in_force", "boolean", "granted, not run out and not revoked on as_of"),
            ("granted_on", "date", "never null"),
            ("valid_until", "date", "null: no end"),
            ("revoked_on", "date", "null: not revoked"),
        ),
    ),
    View(
        "registrations",
        "the latest registration of one company",
        ("companies",),
        (
            ("age_days", "int", "days from establishment to as_of; null: not recorded"),
            ("capital_fen", "bigint", "registered capital in fen; null: not recorded"),
            ("scope_words", "int", "feature words in the registered scope; null: no scope"),
            ("scope_lends", "boolean", "the scope allows lending; null: no scope"),
        ),
    ),
    View(
        "company_names",
        "one row of a department that carries a company's name",
        (),
        (
            ("name_words", "int", "feature words in the name"),
            ("via", "string", "table it came by"),
        ),
        uses=(
            "companies",
            "company_penalties",
            "tax_penalties",
            "abnormal_listings",
            "inspections",
            "permits",
            "honours",
            "lending_licences",
            "insured_headcounts",
            "tax_filings",
        ),
        happened="",
    ),
    View(
        "company_penalties",
        "one penalty decision against one company",
        ("company_penalties",),
        (("fine_fen", "bigint", "fine in fen; null: none, or not recorded"),),
    ),
    View(
        "tax_penalties",
        "one tax penalty decision against one company",
        ("tax_penalties",),
        (("fine_fen", "bigint", "fine in fen; null: none, or not recorded"),),
    ),
    View(
        "abnormal_listings",
        "one listing of one company among abnormal operations",
        ("abnormal_listings",),
        (("current", "boolean", "no removal before as_of is recorded"),),
    ),
    View(
        "inspections",
        "one inspection of one company",
        ("inspections",),
        (("finding", "boolean", "the result names a fault; null: its words say neither"),),
    ),
    View(
        "permits",
        "one permit of one company",
        ("permits",),
        (("in_force", "boolean", "running on as_of; null: neither grant nor end is recorded"),),
    ),
    View(
        "compliance_findings",
        "one penalty, tax penalty, current abnormal listing, inspection with a fault or judgment debt of one company",
        (),
        (("department", "string", "department it came from"),),
        uses=("company_penalties", "tax_penalties", "abnormal_listings", "inspections", "judgment_debtors"),
    ),
    View("honours", "one honour of one company", ("honours",), ()),
    View(
        "judgment_debts",
        "one listing of one company as judgment debtor",
        ("judgment_debtors",),
        (("current", "boolean", "no removal before as_of is recorded"),),
    ),
    View(
        "tax_filings",
        "one company's filing of one quarter",
        ("tax_filings",),
        (
            ("arrears_fen", "bigint", "tax owed in fen; zero where none is recorded"),
            ("revenue_fen", "bigint", "revenue in fen; null: not declared"),
        ),
    ),
    View(
        "insured_headcounts",
        "one company's insured head count in one quarter",
        ("insured_headcounts",),
        (("insured", "bigint", "persons; null: not declared"),),
    ),
    View(
        "officer_exits",
        "one officer of one company who left; event_on is the day of leaving",
        ("company_officers",),
        (("office", "string", "null: not recorded"),),
    ),
    View(
        "shareholdings",
        "one holding in one company; event_on is the last day held so far",
        ("company_shareholders",),
        (("holder_id", "string", "pseudonymous id; null: not linked"),),
    ),
    View(
        "fundraising_complaints",
        "one complaint about one company that takes money",
        ("fundraising_complaints",),
        (
            ("complainant_id", "string", "counted apart, never a subject; null: anonymous or a name alone"),
            ("promised_return_percent", "double", "promised yearly return; null: none named"),
            ("over_reference", "double", "promised return less the one-year loan prime rate of the day"),
            ("invested_fen", "bigint", "sum in fen; null: not stated"),
        ),
    ),
    View(
        "money_tickets",
        "one hotline ticket about an investment or a prepaid card that names one company",
        ("hotline_tickets",),
        (
            ("category", "string", "investment or prepaid_card"),
            ("caller_id", "string", "counted apart, never a subject; null: anonymous or a name alone"),
            ("grid_code", "string", "grid of the ticket; null: not located"),
        ),
    ),
    View(
        "dispute_events",
        "one event of one dispute",
        (),
        (
            ("via", "string", "table it came by"),
            ("department", "string", "department it came from"),
            ("threat", "boolean", "somebody threatened; null: not asked"),
            ("weapon", "boolean", "a weapon was there; null: not asked"),
            ("injury_level", "int", "0 none, 1 minor, 2 serious; null: not recorded"),
            ("debt", "boolean", "about a debt"),
            ("family_violence", "boolean", "classed as domestic violence"),
            ("family", "boolean", "classed as a family matter"),
            ("failed_mediation", "boolean", "a mediation that failed"),
            ("agreed_mediation", "boolean", "a mediation that ended in agreement"),
            ("days_ago", "int", "days from the event to as_of; null: undated"),
            ("gap_days", "int", "days since the dispute's event before it; null: its first"),
        ),
        uses=("police_incidents", "grid_incidents", "hotline_tickets", "mediations"),
    ),
)

VIEWS: dict[str, View] = {view.name: view for view in _VIEWS}
"""Every source view by name."""
