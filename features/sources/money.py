"""Views of the money that moved in opened cases: back to a lender, out as cash, round through others.

Fund flows exist for opened cases only, so that a row here says that somebody is investigated already: these views serve
evidence and dossiers, and no feature. The patterns are those of features.graph.motifs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from features.graph import motifs
from features.sources.reading import CITED, RECORDED, Inputs, place, with_other
from features.sources.relations import lenders, linked_pairs

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LEAST_PASSED = 3
"""Steps of a circle from which on the money passed through others; of two it is a round trip."""

LEAST_PAID = 5
"""People paid within three days that are more than a household's bills and a shop's suppliers."""

TIMES_USUAL = 2.0
"""Times its usual payments in as many days from which on so many at once are out of the ordinary for an account."""


def round_trips(inputs: Inputs) -> str:
    """View round_trips: a lender's transfer to somebody, and what came back to it or a related lender within 72 h."""

    def made() -> DataFrame:
        paid = inputs.query(
            f"""
            select paid.*, back_to
            from ({_lent(inputs)}) as paid
            join (
              select subject_id as payer, subject_id as back_to from {lenders(inputs)}
              union
              select subject_id, other_id from ({linked_pairs(inputs)})
            ) using (payer)
            """
        )
        return motifs.returned(paid, _by_channel(inputs, "transfer"))

    return _returned(inputs, inputs.held("returned_to_lenders", made))


def cash_after_loans(inputs: Inputs) -> str:
    """View cash_after_loans: a lender's transfer to somebody who took cash of that account within 72 h."""

    def made() -> DataFrame:
        paid = inputs.query(f"select *, 'cash' as back_to from ({_lent(inputs)})")
        return motifs.returned(
            paid, _by_channel(inputs, "cash_withdrawal").selectExpr("* EXCEPT (payee)", "'cash' AS payee")
        )

    return _returned(inputs, inputs.held("taken_as_cash", made))


def payment_circles(inputs: Inputs) -> str:
    """View payment_circles: money that left a lender's account, or passed it, and came back through two or more others.

    Each circle stands under every lender on it.
    """

    def made() -> DataFrame:
        steps = inputs.query(f"select * from {_steps(inputs)}")
        found = motifs.circles(motifs.passed_on(steps)).where(f"size(step_ids) >= {LEAST_PASSED}")
        return inputs.query(
            """
            select circle_id, accounts, kept, explode(payment_ids) as payment_id
            from (select step_ids[0] as circle_id, accounts, kept, explode(step_ids) as step_id from {found})
            join {steps} using (step_id)
            """,
            found=found,
            steps=steps,
        )

    circles = inputs.held("circles", made)
    return f"""
        select subject_id, event_on, known_on, link, cited, accounts, kept
        from (
          select circle_id, accounts, kept, explode(accounts) as subject_id,
            min(paid_on) as event_on,
            max(known_on) as known_on,
            min(link) as link,
            flatten(collect_list(cited)) as cited
          from {circles}
          join {_flows(inputs)} using (payment_id)
          group by circle_id, accounts, kept
        )
        left semi join {lenders(inputs)} using (subject_id)
        """


def payment_fans(inputs: Inputs) -> str:
    """View payment_fans: the most people that a lender paid within about 72 hours, where they were many for it."""

    def made() -> DataFrame:
        steps = inputs.query(f"select * from {_steps(inputs)}")
        found = motifs.fans(steps, "out", LEAST_PAID).where(f"others >= {TIMES_USUAL} * usual")
        return inputs.query(
            """
            select account, others, explode(payment_ids) as payment_id
            from (
              select account, widest.others, explode(widest.step_ids) as step_id
              from (select account, max(struct(others, step_ids)) as widest from {found} group by account)
            )
            join {steps} using (step_id)
            """,
            found=found,
            steps=steps,
        )

    fans = inputs.held("fans", made)
    return f"""
        select account as subject_id,
          max(paid_on) as event_on,
          max(known_on) as known_on,
          min(link) as link,
          flatten(collect_list(cited)) as cited,
          first(others) as others
        from {fans}
        join {_flows(inputs)} using (payment_id)
        left semi join {lenders(inputs)} as lender on lender.subject_id = account
        group by account
        """


def _flows(inputs: Inputs) -> str:
    """Payments in the columns of features.graph.motifs; null payer or payee where it is cash or not linked."""
    return inputs.kept(
        "flows",
        lambda: (
            f"""
            select
              source_row_id as payment_id,
              payer,
              payee,
              {RECORDED} as paid_on,
              datediff({RECORDED}, date'2000-01-01') * 24L + coalesce(paid_hour, 0) as from_hour,
              datediff({RECORDED}, date'2000-01-01') * 24L + coalesce(paid_hour, 23) as until_hour,
              known_on,
              amount_fen,
              channel,
              least(coalesce(payer_link, 1D), coalesce(payee_link, 1D)) as link,
              {CITED} as cited
            from {place("bronze.fund_flows")}
            {with_other("fund_flows", "payer", "payer")}
            {with_other("fund_flows", "payee", "payee")}
            """
        ),
    )


def _by_channel(inputs: Inputs, channel: str) -> DataFrame:
    return inputs.query(f"select * from {_flows(inputs)} where channel = '{channel}'")


def _steps(inputs: Inputs) -> str:
    return inputs.held("steps", lambda: motifs.steps(_by_channel(inputs, "transfer")))


def _lent(inputs: Inputs) -> str:
    return f"""
          select *
          from {_flows(inputs)}
          left semi join {lenders(inputs)} as lender on lender.subject_id = payer
          where channel = 'transfer' and payee is not null
          """


def _returned(inputs: Inputs, pairs: str) -> str:
    """The view's rows of pairs that `motifs.returned` found, with the days, links and citations of both payments."""
    return f"""
        select
          pair.payer as subject_id,
          paid.paid_on as event_on,
          greatest(paid.known_on, back.known_on) as known_on,
          least(paid.link, back.link) as link,
          concat(paid.cited, back.cited) as cited,
          pair.payee as borrower_id,
          returned_share
        from {pairs} as pair
        join {_flows(inputs)} as paid on paid.payment_id = pair.payment_id
        join {_flows(inputs)} as back on back.payment_id = pair.back_id
        """
