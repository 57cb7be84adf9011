"""Who borrowed, by loan suits: everybody sued, to match; and one borrower for those sued together, to count."""

from __future__ import annotations

from features.sources.lending import parties, suits
from features.sources.reading import RECORDED, Inputs, about

MOST_BESIDE = 3
"""Others beside whom somebody may be sued on loans and still be one borrower with them: a couple and their company."""


def defendants(inputs: Inputs) -> str:
    """One defendant of one loan suit of one plaintiff: subject_id, case_no, defendant_id. To match, not to count."""
    return inputs.kept(
        "defendants",
        lambda: (
            f"""
            select subject_id, case_no, entity_id as defendant_id
            from {suits(inputs)}
            join (select case_no, entity_id from {parties(inputs)} where role = 'defendant') using (case_no)
            where entity_id != subject_id
            """
        ),
    )


def sued_together(inputs: Inputs) -> str:
    """One defendant of one loan suit and whom they are counted as: case_no, defendant_id, debtor_id.

    Those sued together are one borrower, the first of them by id, in every suit against any of them: a couple is not
    two people who borrowed. Whoever was sued beside more than `MOST_BESIDE` others stands surety for many, and is left
    out wherever somebody else was sued too.
    """
    return inputs.kept(
        "sued_together",
        lambda: (
            f"""
            with
            sued as (select distinct case_no, defendant_id from {defendants(inputs)}),
            known as (
              select defendant_id, size(array_distinct(flatten(collect_list(together)))) - 1 > {MOST_BESIDE} as surety
              from sued
              join (select case_no, collect_set(defendant_id) as together from sued group by case_no) using (case_no)
              group by defendant_id
            ),
            heads as (
              select case_no, defendant_id, surety,
                coalesce(
                  min(if(surety, null, defendant_id)) over (partition by case_no),
                  min(defendant_id) over (partition by case_no)
                ) as head_id
              from sued join known using (defendant_id)
            ),
            counted as (
              select defendant_id as head_id, if(surety, defendant_id, min(head_id)) as debtor_id
              from heads
              group by defendant_id, surety
            )
            select case_no, defendant_id, debtor_id
            from heads
            join counted using (head_id)
            where not surety or defendant_id = head_id
            """
        ),
    )


def counted_as(inputs: Inputs) -> str:
    """One person or company sued on a loan by anybody, and whom they are counted as: party_id, debtor_id."""
    return f"""
        select defendant_id as party_id, min(debtor_id) as debtor_id from {sued_together(inputs)} group by defendant_id
        """


def loan_debtors(inputs: Inputs) -> str:
    """View loan_debtors: the borrower of a loan suit, and whether the court listed one sued on it after the suit."""
    return inputs.kept(
        "loan_debtors",
        lambda: (
            f"""
            select subject_id, event_on, known_on, link, cited,
              debtor_id,
              coalesce(last_listed_on >= event_on, false) as listed,
              principal_fen,
              plaintiffs,
              delivered_fen,
              rate_percent,
              outcome <=> 'against_plaintiff' and not coalesce(text.outcome = 'dismissed_unheard', false) as refused,
              lent_on,
              due_on,
              case_no
            from {suits(inputs)}
            join (
              select case_no, debtor_id, max(last_listed_on) as last_listed_on
              from {sued_together(inputs)}
              left join (
                select subject_id as defendant_id, max({RECORDED}) as last_listed_on
                from {about("judgment_debtors", "debtor")}
                group by defendant_id
              ) using (defendant_id)
              group by case_no, debtor_id
            ) using (case_no)
            """
        ),
    )
