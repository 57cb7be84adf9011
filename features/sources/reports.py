"""Views of reports: harassment by a creditor, complaints about companies, and the money that moved in opened cases.

A report says something of whom it names and nothing of whoever made it: reporters are counted apart, and go no further.
"""

from __future__ import annotations

from features.sources.lending import in_period, loan_debtors
from features.sources.reading import CITED, RECORDED, Inputs, about, place, says, shaped, with_other
from features.sources.relations import lenders, linked_pairs
from features.sql import literal
from features.wording import DEBT_WORDS, OTHER_CLAIM_WORDS
from law.rates import lpr_percent, rate_cap_periods

KNOWN_REPORTER = 0.5
"""A reporter linked no better than this is a name alone: the same one may stand behind several, so none is counted."""

COMPLAINT_CATEGORIES = ("investment", "prepaid_card")
"""Hotline categories about money taken from the public."""

RETURN_HOURS = 72
"""Money back within this time is a fake flow's (2019-04-09 opinion, step 2); whole days where no hour is recorded."""


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
        select *
        from ({" union all ".join(found)})
        left semi join {lenders(inputs)} using (subject_id)
        left anti join (
          select subject_id as reporter_id, debtor_id as subject_id from {loan_debtors(inputs)}
        ) using (reporter_id, subject_id)
        """


def _reports(table: str, role: str, kept: str) -> str:
    return f"""
        select {shaped()}, reporter_id, {literal(table)} as via
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


def _flows(inputs: Inputs) -> str:
    return inputs.kept(
        "flows",
        lambda: (
            f"""
            select
              payer_id,
              payee_id,
              {RECORDED} as paid_on,
              datediff(paid_on, date'2000-01-01') * 24 + coalesce(paid_hour, 0) as at_hour,
              paid_hour is null as day_only,
              known_on,
              amount_fen,
              channel,
              least(coalesce(payer_id_link, 1D), coalesce(payee_id_link, 1D)) as link,
              {CITED} as cited
            from {place("bronze.fund_flows")}
            {with_other("fund_flows", "payer", "payer_id")}
            {with_other("fund_flows", "payee", "payee_id")}
            """
        ),
    )


def round_trips(inputs: Inputs) -> str:
    """View round_trips: a lender's transfer to somebody, and what came back to it or a related lender within 72 h."""
    return f"""
        select {_RETURNED}
        from ({_lent(inputs)}) as lent
        join (
          select subject_id, subject_id as back_to from {lenders(inputs)}
          union all
          select subject_id, other_id from ({linked_pairs(inputs)})
        ) using (subject_id)
        join {_flows(inputs)} as back on back.payer_id = borrower_id and back.payee_id = back_to
        where back.channel = 'transfer' and {_WITHIN}
        """


def cash_after_loans(inputs: Inputs) -> str:
    """View cash_after_loans: a lender's transfer to somebody who took cash of that account within 72 h."""
    return f"""
        select {_RETURNED}
        from ({_lent(inputs)}) as lent
        join {_flows(inputs)} as back on back.payer_id = borrower_id
        where back.channel = 'cash_withdrawal' and {_WITHIN}
        """


def _lent(inputs: Inputs) -> str:
    return f"""
          select * except (payer_id, payee_id), payer_id as subject_id, payee_id as borrower_id
          from {_flows(inputs)}
          left semi join {lenders(inputs)} as lender on lender.subject_id = payer_id
          where channel = 'transfer' and payee_id is not null
          """


# Where only the day is known on either side, three calendar days stand for 72 hours.
_SLACK = "if(lent.day_only or back.day_only, 24, 0)"

_WITHIN = f"back.at_hour - lent.at_hour between -{_SLACK} and {RETURN_HOURS} + {_SLACK} and lent.amount_fen > 0"

_RETURNED = """
          subject_id,
          lent.paid_on as event_on,
          greatest(lent.known_on, back.known_on) as known_on,
          least(lent.link, back.link) as link,
          concat(lent.cited, back.cited) as cited,
          borrower_id,
          back.amount_fen / lent.amount_fen as returned_share"""
