"""Views of the loans behind suits and deeds, of their borrowers, and of what secures them."""

from __future__ import annotations

from features.sources.debtors import counted_as, defendants, loan_debtors, sued_together
from features.sources.lending import banned, home_mortgages, notarised_debts
from features.sources.licences import holders, licensed, unlicensed_act
from features.sources.reading import RECORDED, Inputs, about, shaped, with_other
from features.sql import literal
from law.lending import illegal_lending_threshold

WHOLE_FEN = 1_000_000
"""Ten thousand yuan: the sum in which notes are rounded (万元)."""

PAID_WITHIN_DAYS = 30
"""Days between a deed on a loan and the day it was paid, where the two tell no common due day: papers come first, or
are made good within the month."""

_DAYS_A_YEAR = 365


def loans(inputs: Inputs) -> str:
    """View loans: what is known of one loan of one lender to one borrower, from every suit and deed on it.

    A loan sued on twice is one loan: same lender, borrower, day and sum. So is one notarised and sued on: the same
    lender, borrower and sum, and the same due day or days at most `PAID_WITHIN_DAYS` apart, both before any due day;
    the suit's day is then the loan's. Two suits that tell two days are on two loans.
    """
    return inputs.kept("loans", lambda: _loans(inputs))


def _loans(inputs: Inputs) -> str:
    threshold = illegal_lending_threshold("rate_above", "person", inputs.as_of)
    little = f"actual_rate_percent <= {literal(threshold.at_least)}" if threshold else "null"
    return f"""
        select *,
          datediff(due_on, event_on) as term_days,
          principal_fen % {WHOLE_FEN} = 0 as whole_sum,
          least(principal_fen, delivered_fen) as lent_fen,
          coalesce(not {little}, true) and not refused as counts,
          actual_rate_percent is null as rate_unknown
        from (
          select *, {_ACTUAL_RATE} as actual_rate_percent
          from (
            select subject_id, debtor_id, lent_on as event_on, principal_fen,
              max(due_on) as due_on,
              max(plaintiffs) as plaintiffs,
              max(delivered_fen) as delivered_fen,
              max(rate_percent) as rate_percent,
              bool_and(refused) as refused,
              max(known_on) as known_on,
              min(link) as link,
              array_sort(array_distinct(flatten(collect_list(cited)))) as cited
            from (
              select subject_id, debtor_id, lent_on, principal_fen, due_on, plaintiffs, delivered_fen, rate_percent,
                refused, known_on, link, cited
              from {loan_debtors(inputs)}
              union all
              select subject_id, debtor_id, coalesce(paid_on, event_on), amount_fen, due_on, 1, null, rate_percent,
                false, known_on, link, cited
              from ({_told_by_deeds(inputs)})
            )
            group by subject_id, debtor_id, lent_on, principal_fen
          )
        )
        """


def _told_by_deeds(inputs: Inputs) -> str:
    """One deed with its debtor as counted, event_on the first day of a deed on that loan, and paid_on: the day on which
    a suit says that the loan was made, null where none is on it. Of several suits the one with the same due day counts,
    and then the one nearest in time.
    """
    return f"""
        with
        deeds as (
          select subject_id, known_on, link, cited, deed_no, amount_fen, due_on, rate_percent,
            coalesce(counted.debtor_id, deed.debtor_id) as debtor_id,
            min(event_on) over (
              partition by subject_id, coalesce(counted.debtor_id, deed.debtor_id), amount_fen,
                coalesce(due_on, event_on), due_on is null
            ) as event_on
          from {notarised_debts(inputs)} as deed
          left join ({counted_as(inputs)}) as counted on party_id = deed.debtor_id
          where deed.debtor_id is not null
        ),
        sued as (
          select distinct subject_id, debtor_id, principal_fen as amount_fen, lent_on, due_on as sued_due_on
          from {loan_debtors(inputs)}
          where lent_on is not null
        )
        select deeds.*,
          paid_on
        from deeds
        left join (
          select subject_id, deed_no, min_by(lent_on, struct(not due_on <=> sued_due_on, apart, lent_on)) as paid_on
          from (
            select *, abs(datediff(lent_on, event_on)) as apart
            from deeds join sued using (subject_id, debtor_id, amount_fen)
          )
          where due_on = sued_due_on
            or apart <= {PAID_WITHIN_DAYS} and coalesce(greatest(lent_on, event_on) < least(due_on, sued_due_on), true)
          group by subject_id, deed_no
        ) using (subject_id, deed_no)
        """


# What was kept back is interest in fact, whatever it was called, and what arrived is the principal. A loan without an
# agreed rate bears no other interest (民法典 art. 680). Without a court's finding of what arrived nobody knows the
# rate: papers of such loans say little. Nor does anybody of one with its days the wrong way round.
_ACTUAL_RATE = f"""
            if(
              delivered_fen > 0 and delivered_fen < principal_fen,
              100D * (principal_fen * coalesce(rate_percent, 0) / 100 * datediff(due_on, event_on) / {_DAYS_A_YEAR}
                + principal_fen - delivered_fen)
                / delivered_fen / if(due_on > event_on, datediff(due_on, event_on), null) * {_DAYS_A_YEAR},
              if(delivered_fen >= principal_fen, coalesce(rate_percent, 0), null)
            )"""


def borrowers(inputs: Inputs) -> str:
    """One pair of a lender and somebody who borrowed of it, by a suit, deed or mortgage: subject_id, borrower_id,
    debtor_id (whom the borrower is counted as: those sued together are one) and sued (on a loan, at any time)."""
    return inputs.kept(
        "borrowers",
        lambda: (
            f"""
            select subject_id, borrower_id, min(coalesce(debtor_id, borrower_id)) as debtor_id, max(sued) as sued
            from (
              select subject_id, defendant_id as borrower_id, debtor_id, true as sued
              from {defendants(inputs)}
              join (select distinct case_no, debtor_id from {sued_together(inputs)}) using (case_no)
              union all
              select subject_id, borrower_id, debtor_id, false
              from (
                select subject_id, debtor_id as borrower_id from {notarised_debts(inputs)}
                union
                select subject_id, debtor_id from {home_mortgages(inputs)}
              )
              left join ({counted_as(inputs)}) on party_id = borrower_id
              where borrower_id is not null
            )
            group by subject_id, borrower_id
            """
        ),
    )


def mortgages(inputs: Inputs) -> str:
    """View mortgages: homes by their mortgagee, with what the mortgagee did about the owner's loans."""
    return f"""
        select subject_id, event_on, known_on, link, cited, secured_fen,
          owner_id as debtor_id,
          coalesce(sued, false) as sued,
          datediff(event_on, array_max(filter(lent_days, day -> day <= event_on))) as after_loan_days
        from (select * except (debtor_id), debtor_id as owner_id from {home_mortgages(inputs)})
        left join (select borrower_id as owner_id, * except (borrower_id) from {borrowers(inputs)})
          using (subject_id, owner_id)
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
