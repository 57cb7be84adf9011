"""Views of reports: harassment by a creditor, and complaints about companies.

A report says something of whom it names and nothing of whoever made it: reporters are counted apart, and go no further.
"""

from __future__ import annotations

from features.sources.debtors import defendants
from features.sources.lending import in_period
from features.sources.loans import borrowers
from features.sources.reading import Inputs, about, says, shaped, with_other
from features.sources.relations import lenders
from features.sql import literal
from features.wording import DEBT_WORDS, OTHER_CLAIM_WORDS
from law.rates import lpr_percent, rate_cap_periods

KNOWN_REPORTER = 0.5
"""A reporter linked no better than this is a name alone: the same one may stand behind several, so none is counted."""

COMPLAINT_CATEGORIES = ("investment", "prepaid_card")
"""Hotline categories about money taken from the public."""


def harassment_reports(inputs: Inputs) -> str:
    """View harassment_reports: a report of collection, with a debt context, that names a lender as respondent.

    Left out: anonymous reports, reports whose text names another claim than a loan's, an entity's reports on itself,
    and reports by a creditor who sued the respondent (theirs is the other side of a debt).
    """
    debt = says("narrative", DEBT_WORDS)
    found = (
        _reports("police_incidents", "reporter", f"category = 'harassment' and {debt}"),
        _reports("hotline_tickets", "caller", "category = 'debt_collection'"),
        _reports("grid_incidents", "reporter", f"category = 'debt' and {debt}"),
    )
    return f"""
        select *,
          coalesce(debtor_id, reporter_id) as counted_id,
          borrower_id is not null as of_borrower,
          date_format(event_on, 'yyyy-MM') as month
        from ({" union all ".join(found)})
        left join (
          select subject_id as lender_id, borrower_id, debtor_id from {borrowers(inputs)}
        ) on subject_id = lender_id and reporter_id = borrower_id
        left semi join {lenders(inputs)} using (subject_id)
        left anti join (
          select subject_id as reporter_id, defendant_id as subject_id from {defendants(inputs)}
        ) using (reporter_id, subject_id)
        """


def _reports(table: str, role: str, kept: str) -> str:
    asked = table != "hotline_tickets"
    return f"""
        select {shaped()}, reporter_id, department, {"threat" if asked else "cast(null as boolean)"} as threat
        from {about(table, "respondent")} {with_other(table, role, "reporter_id", reporters=True)}
        where {kept}
          and not coalesce({says("narrative", OTHER_CLAIM_WORDS)}, false)
          and reporter_id_link > {literal(KNOWN_REPORTER)}
          and reporter_id != subject_id
        """


def fundraising_complaints(inputs: Inputs) -> str:
    """View fundraising_complaints: what investors said of a company; anonymous ones have no complainant_id."""
    return f"""
        select {shaped()},
          {_known("complainant_id")},
          promised_return_percent,
          round(promised_return_percent - {reference_rate("received_on")}, 4) as over_reference,
          invested_fen
        from {about("fundraising_complaints", "company")}
        {with_other("fundraising_complaints", "complainant", "complainant_id", reporters=True)}
        """


def reference_rate(on: str) -> str:
    """The one-year loan prime rate in force on a day, in percent; null where law/ does not reach."""
    rates = ((period, lpr_percent(period.from_on)) for period in rate_cap_periods())
    return in_period(on, ((period.from_on, period.until_on, rate) for period, rate in rates if rate is not None))


def money_tickets(inputs: Inputs) -> str:
    """View money_tickets: hotline tickets about investments and prepaid cards that name a company."""
    return f"""
        select {shaped()}, category, {_known("caller_id")}, grid_code
        from {about("hotline_tickets", "respondent")}
        {with_other("hotline_tickets", "caller", "caller_id", reporters=True)}
        where category in {literal(COMPLAINT_CATEGORIES)} and subject_kind = 'company'
        """


def _known(column: str) -> str:
    return f"if({column}_link > {literal(KNOWN_REPORTER)}, {column}, null) as {column}"
