"""Views of the loans behind suits and deeds, of their borrowers, and of what secures them."""

from __future__ import annotations

from features.sources.lending import banned, home_mortgages, loan_debtors, notarised_debts
from features.sources.licences import holders, licensed, unlicensed_act
from features.sources.reading import RECORDED, Inputs, about, shaped, with_other
from features.sql import literal
from law.lending import illegal_lending_threshold

WHOLE_FEN = 1_000_000
"""Ten thousand yuan: the sum in which notes are rounded (万元)."""

_DAYS_A_YEAR = 365


def loans(inputs: Inputs) -> str:
    """View loans: what is known of one loan of one lender to one borrower, from every suit and deed on it.

    A loan sued on twice, or notarised and then sued on, is one loan: same lender, borrower, day and sum.
    """
    return inputs.kept("loans", lambda: _loans(inputs))


def _loans(inputs: Inputs) -> str:
    threshold = illegal_lending_threshold("rate_above", "person", inputs.as_of)
    little = f"actual_rate_percent <= {literal(threshold.at_least)}" if threshold else "null"
    return f"""
        select *,
          datediff(due_on, event_on) as term_days,
          principal_fen % {WHOLE_FEN} = 0 as whole_sum,
          coalesce(not {little}, true) as counts
        from (
          select *, {_ACTUAL_RATE} as actual_rate_percent
          from (
            select subject_id, debtor_id, lent_on as event_on, principal_fen,
              max(due_on) as due_on,
              max(delivered_fen) as delivered_fen,
              max(rate_percent) as rate_percent,
              max(known_on) as known_on,
              min(link) as link,
              array_sort(array_distinct(flatten(collect_list(cited)))) as cited
            from (
              select subject_id, debtor_id, lent_on, principal_fen, due_on, delivered_fen, rate_percent,
                known_on, link, cited
              from {loan_debtors(inputs)}
              union all
              select subject_id, debtor_id, event_on, amount_fen, due_on, null, rate_percent, known_on, link, cited
              from {notarised_debts(inputs)}
            )
            where debtor_id is not null
            group by subject_id, debtor_id, lent_on, principal_fen
          )
        )
        """


# What was kept back is interest in fact, whatever it was called, and what arrived is the principal. Without a court's
# finding of what arrived nobody knows the rate: papers of such loans say little.
_ACTUAL_RATE = f"""
            if(
              delivered_fen > 0 and delivered_fen < principal_fen,
              100D * (principal_fen * rate_percent / 100 * datediff(due_on, event_on) / {_DAYS_A_YEAR}
                + principal_fen - delivered_fen)
                / delivered_fen / datediff(nullif(due_on, event_on), event_on) * {_DAYS_A_YEAR},
              if(delivered_fen >= principal_fen, rate_percent, null)
            )"""


def borrowers(inputs: Inputs) -> str:
    """One pair of a lender and somebody who borrowed of it, by a suit, deed or mortgage: subject_id, borrower_id."""
    return inputs.kept(
        "borrowers",
        lambda: (
            f"""
            select subject_id, debtor_id as borrower_id from {loans(inputs)}
            union
            select subject_id, debtor_id from {home_mortgages(inputs)} where debtor_id is not null
            """
        ),
    )


def mortgages(inputs: Inputs) -> str:
    """View mortgages: homes by their mortgagee, with what the mortgagee did about the owner's loans."""
    return f"""
        select subject_id, event_on, known_on, link, cited, secured_fen, debtor_id,
          coalesce(sued, false) as sued,
          datediff(event_on, array_max(filter(lent_days, day -> day <= event_on))) as after_loan_days
        from {home_mortgages(inputs)}
        left join (
          select subject_id, debtor_id, true as sued from {loan_debtors(inputs)} group by subject_id, debtor_id
        ) using (subject_id, debtor_id)
        left join (
          select subject_id, debtor_id, collect_set(event_on) as lent_days
          from {loans(inputs)}
          group by subject_id, debtor_id
        ) using (subject_id, debtor_id)
        """


def notarised_powers(inputs: Inputs) -> str:
    """View notarised_powers: powers of attorney by who holds them. To hold one is no lending act."""
    return f"""
        select {shaped()},
          power_kind,
          grantor_id,
          borrower_id is not null as of_borrower,
          {licensed(inputs)} = false and {banned("power_kind")} as forbidden
        from {about("notarised_powers", "attorney")}
        {with_other("notarised_powers", "grantor", "grantor_id")}
        left join {holders(inputs)} using (subject_id)
        left join (
          select subject_id as lender_id, borrower_id from {borrowers(inputs)}
        ) on subject_id = lender_id and grantor_id = borrower_id
        where {unlicensed_act(RECORDED)}
        """
