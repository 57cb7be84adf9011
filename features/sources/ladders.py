"""View of debts that climb: one borrower's loans in a row, each settling the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from features.graph.loan_chains import settled_by
from features.sources.loans import loans
from features.sources.reading import Inputs
from features.sources.relations import (
    CHAIN_GAP_DAYS,
    CHAIN_GROWTH,
    CHAIN_LAG_DAYS,
    CHAIN_LEAD_DAYS,
    CHAIN_TERM_DAYS,
    linked_pairs,
)

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def loan_ladders(inputs: Inputs) -> str:
    """View loan_ladders: three loans or more on one borrower, each near the due day and balance of the one before.

    Each ladder stands under every lender on it.
    """

    def made() -> DataFrame:
        held = inputs.query(
            f"""
            select concat_ws('/', subject_id, debtor_id, event_on, principal_fen) as loan_id, subject_id as lender,
              debtor_id as borrower, event_on as lent_on, due_on, principal_fen, known_on, link, cited
            from {loans(inputs)}
            where event_on is not null and principal_fen > 0
            """
        )
        related = inputs.query(f"select subject_id as one, other_id as other from ({linked_pairs(inputs)})")
        near = (CHAIN_LEAD_DAYS, CHAIN_LAG_DAYS)
        found = settled_by(held, related, near, (CHAIN_GAP_DAYS, CHAIN_TERM_DAYS), CHAIN_GROWTH)
        return inputs.query(
            """
            select explode(array_distinct(lenders)) as subject_id, event_on, known_on, link, cited, debtor_id,
              loans, grown
            from (
              select loan_ids,
                first(lenders) as lenders,
                first(last_on) as event_on,
                max(known_on) as known_on,
                min(link) as link,
                array_sort(array_distinct(flatten(collect_list(cited)))) as cited,
                first(found.borrower) as debtor_id,
                count(*) as loans,
                first(grown) as grown
              from (select *, explode(loan_ids) as loan_id from {found}) as found
              join {held} using (loan_id)
              group by loan_ids
            )
            """,
            found=found,
            held=held,
        )

    return inputs.held("ladders", made)
