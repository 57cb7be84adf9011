"""Loans on one borrower that follow one another, each settling the one before: L1, L2, L3 (平账, 转单)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from features.sources.relations import follows_on
from features.sql import query

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MOST_LOANS = 6
"""Loans of the longest chain that is followed."""

LOANS_AHEAD = 5
"""Later loans to the same borrower among which the one that settles a loan is looked for."""


def settled_by(
    loans: DataFrame, related: DataFrame, by_due: tuple[int, int], by_lent: tuple[int, int], growth: tuple[float, float]
) -> DataFrame:
    """Loans on one borrower that follow one another: L1, L2, L3 and on, each near the balance of the one before.

    `loans` has loan_id, lender, borrower, lent_on, due_on (null where unknown) and principal_fen; `related` distinct
    pairs (one, other) of lenders who act together, in both directions. A loan is settled by the first of the borrower's
    next `LOANS_AHEAD` loans that is made near its due day, is `growth` times as large, and is the same lender's or a
    related one's. `by_due` says how many days before and how many after the due day are near; `by_lent`, where no due
    day is known, how many days after the loan at least and at most. Columns:
    loan_ids and lenders in order, borrower, first_on, last_on, grown (last principal over first). Chains have three
    loans or more, at most `MOST_LOANS`, and begin with a loan that settles none.
    """
    settled = _settled(loans, related, by_due, by_lent, growth).localCheckpoint(eager=False)
    chains = query(
        """
        select array(loan_id, next_id) as loan_ids, array(lender, next_lender) as lenders, borrower,
          lent_on as first_on, next_on as last_on, principal_fen as first_fen, next_fen as last_fen
        from {settled} as first
        left anti join (select next_id as loan_id from {settled}) using (loan_id)
        """,
        settled=settled,
    )
    for _ in range(MOST_LOANS - 2):
        chains = query(
            """
            select
              if(next_id is null, loan_ids, array_append(loan_ids, next_id)) as loan_ids,
              if(next_id is null, lenders, array_append(lenders, next_lender)) as lenders,
              chain.borrower,
              first_on,
              coalesce(next_on, last_on) as last_on,
              first_fen,
              coalesce(next_fen, last_fen) as last_fen
            from {chains} as chain
            left join {settled} as following on following.loan_id = element_at(loan_ids, -1)
            """,
            chains=chains,
            settled=settled,
        )
    kept = chains.where("size(loan_ids) >= 3")
    return kept.selectExpr("loan_ids", "lenders", "borrower", "first_on", "last_on", "last_fen / first_fen AS grown")


def _settled(
    loans: DataFrame, related: DataFrame, by_due: tuple[int, int], by_lent: tuple[int, int], growth: tuple[float, float]
) -> DataFrame:
    """Each loan that a later one settles, with that one's id, lender, day and principal."""
    least, most = growth
    pairs = query(
        f"""
        select loan_id, min_by(pair, place) as pair
        from (
          select loan_id, place,
            struct(borrower, lender, lent_on, principal_fen, next.loan_id as next_id, next.lender as next_lender,
              next.lent_on as next_on, next.principal_fen as next_fen) as pair
          from (
            select * except (later), posexplode(later) as (place, next)
            from (
              select *,
                collect_list(struct(loan_id, lender, lent_on, principal_fen)) over (
                  partition by borrower order by lent_on, loan_id rows between 1 following and {LOANS_AHEAD} following
                ) as later
              from {{loans}}
              where lent_on is not null and principal_fen > 0
            )
          )
          left join {{related}} as pair on pair.one = lender and pair.other = next.lender
          where next.lent_on > lent_on
            and {follows_on("next.lent_on", "lent_on", "due_on", by_due, by_lent)}
            and next.principal_fen between principal_fen * {least}D and principal_fen * {most}D
            and (pair.one is not null or next.lender = lender)
        )
        group by loan_id
        """,
        loans=loans,
        related=related,
    )
    return pairs.selectExpr("loan_id", "pair.*")
