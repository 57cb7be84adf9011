"""Patterns of money in time: back to who paid, passed on, round in a circle, fanned in or out.

All are time-respecting: money leaves an account no earlier than it came. Work is bounded whatever an account does: two
steps are joined by account and time bucket, an account with more payments in one bucket than a person makes passes
nothing on, and each step is followed to a few of its best continuations only.

Payments are frames with `payment_id` (unique), `payer`, `payee`, `amount_fen`, and the first and last hour at which it
can have happened, `from_hour` and `until_hour`: the same where the hour is recorded, the day's first and last where it
is not. Fund flows exist for opened cases only: what is found in them stands in evidence and never in a feature.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Literal

from features.sql import query

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

WITHIN_HOURS = 72
"""Hours within which money that is passed on, or comes back, is one flow (2019-04-09 opinion, step 2: 走账)."""

TOLERANCE = 0.1
"""Share by which a sum may differ from the one before it and still be the same money, less or plus a fee."""

MOST_STEPS = 6
"""Steps of the longest circle that is looked for."""

MOST_PER_BUCKET = 100
"""Payees of one account within `WITHIN_HOURS` beyond which it is a till or a platform: nothing is traced through it."""

MOST_WAYS = 3
"""Continuations of one step that are followed, those nearest to its sum first."""

MOST_CITED = 50
"""Payments that one fan names."""

_DAY_HOURS = 23
"""Hours by which a payment whose day alone is known can have happened later than the first hour of it."""


def steps(payments: DataFrame) -> DataFrame:
    """One row per payer, payee and day, with all that was paid: a sum split in parts is one step.

    Columns: `step_id` (its least payment), payer, payee, from_hour, until_hour, amount_fen, `parts`, `payment_ids`.
    Payments without a payer, a payee or a sum, and those to oneself, are no steps.
    """
    return query(
        """
        select
          min(payment_id) as step_id,
          payer,
          payee,
          min(from_hour) as from_hour,
          max(until_hour) as until_hour,
          sum(amount_fen) as amount_fen,
          count(*) as parts,
          sort_array(collect_list(payment_id)) as payment_ids
        from {payments}
        where payer <> payee and amount_fen > 0
        group by payer, payee, floor(from_hour / 24)
        """,
        payments=payments,
    )


def passed_on(made: DataFrame, hours: int = WITHIN_HOURS, tolerance: float = TOLERANCE) -> DataFrame:
    """Pairs of steps of `steps`: a payment, and one by its payee of about the same sum soon after.

    Columns: step_id and next_id; payer, middle, payee; kept (the smaller sum over the larger, 0..1). Each step has at
    most `MOST_WAYS` rows.
    """
    return query(
        f"""
        with
        bucketed as (select *, floor(from_hour / {hours}) as bucket from {{made}}),
        traced as (
          select * except (payees)
          from (select *, count(*) over (partition by payer, bucket) as payees from bucketed)
          where payees <= {MOST_PER_BUCKET}
        ),
        reaching as (
          select *, {_reached(hours)} as reached from bucketed
        ),
        pairs as (
          select
            one.step_id,
            next.step_id as next_id,
            one.payer,
            one.payee as middle,
            next.payee,
            least(one.amount_fen, next.amount_fen) / greatest(one.amount_fen, next.amount_fen) as kept
          from reaching as one
          join traced as next
            on next.payer = one.payee
            and next.bucket = one.reached
            and next.until_hour >= one.from_hour
            and next.from_hour - one.until_hour <= {hours}
            and next.amount_fen between one.amount_fen * {1 - tolerance}D and one.amount_fen * {1 + tolerance}D
        )
        select * except (place)
        from (
          select *, row_number() over (partition by step_id order by kept desc, next_id) as place from pairs
        )
        where place <= {MOST_WAYS}
        """,
        made=made,
    )


def circles(following: DataFrame, most_steps: int = MOST_STEPS) -> DataFrame:
    """Money that came back to who sent it over two steps or more, by the pairs of `passed_on`.

    Columns: `step_ids` in order; `accounts`, the sender first; `kept`, the least of the pairs'. Each circle stands
    once, and passes nobody twice.
    """
    following = following.localCheckpoint(eager=False)
    ways = query(
        """
        select array(step_id, next_id) as step_ids, array(payer, middle) as accounts, payee as at, next_id as last, kept
        from {following}
        """,
        following=following,
    )
    found = []
    for length in range(2, most_steps + 1):
        found.append(ways.where("at = accounts[0]").select("step_ids", "accounts", "kept"))
        # Most nights hold few flows, and each further round would cost as much over no rows as over some.
        if ways.isEmpty():
            break
        if length < most_steps:
            ways = query(
                """
                select
                  array_append(step_ids, next_id) as step_ids,
                  array_append(accounts, at) as accounts,
                  following.payee as at,
                  next_id as last,
                  least(ways.kept, following.kept) as kept
                from (select * from {ways} where not array_contains(accounts, at)) as ways
                join {following} as following on following.step_id = ways.last
                """,
                ways=ways,
                following=following,
            ).localCheckpoint(eager=False)
    every = reduce(lambda left, right: left.union(right), found)
    # Where only days are known, one circle can be read from each of its steps on.
    return query(
        """
        select first.*
        from (select min(struct(step_ids, accounts, kept)) as first from {every} group by array_sort(step_ids))
        """,
        every=every,
    )


def returned(paid: DataFrame, back: DataFrame, hours: int = WITHIN_HOURS) -> DataFrame:
    """Payments that came back, whole or in part, to an account that belongs to the payer.

    `paid` has the columns of payments and `back_to`, an account where a return would count, one row for each; `back` is
    payments. Columns: payment_id and back_id; payer, payee, back_to; returned_share (sum back over sum paid). Of the
    payments of one pair in one bucket of time the first `MOST_PER_BUCKET` are looked at.
    """
    return query(
        f"""
        with
        returning as (
          select *
          from (
            select *, row_number() over (partition by payer, payee, bucket order by from_hour, payment_id) as place
            from (select *, floor(from_hour / {hours}) as bucket from {{back}})
          )
          where place <= {MOST_PER_BUCKET}
        )
        select
          paid.payment_id,
          back.payment_id as back_id,
          paid.payer,
          paid.payee,
          back_to,
          back.amount_fen / paid.amount_fen as returned_share
        from (select *, {_reached(hours)} as reached from {{paid}} where amount_fen > 0) as paid
        join returning as back
          on back.payer = paid.payee
          and back.payee = paid.back_to
          and back.bucket = paid.reached
          and back.until_hour >= paid.from_hour
          and back.from_hour - paid.until_hour <= {hours}
        """,
        paid=paid,
        back=back,
    )


def _reached(hours: int) -> str:
    """A row for each bucket of `hours` in which what follows a payment within that time can begin."""
    return f"explode(sequence(floor((from_hour - {_DAY_HOURS}) / {hours}), floor((until_hour + {hours}) / {hours})))"


def fans(
    made: DataFrame, side: Literal["in", "out"], least: int, hours: int = WITHIN_HOURS, alike: float | None = None
) -> DataFrame:
    """Accounts that many others paid (`in`), or that paid many others (`out`), within about `hours`.

    `made` are steps; with `alike` only sums of which none is that many times another count together. Columns: account,
    from_hour, until_hour, others (distinct), amount_fen, parts, `usual` (payments in as many hours on average, over the
    time the account is seen), and step_ids, at most `MOST_CITED`. Windows of time begin every half of `hours`, and of
    sums every root of `alike`, so that what lies within half of them is always seen together; windows overlap, and one
    fan can be a row of several. Every step is in two windows of each, however often an account pays or is paid.
    """
    account, other = ("payee", "payer") if side == "in" else ("payer", "payee")
    half = max(hours // 2, 1)
    size = f"floor(2 * ln(amount_fen) / ln({alike}D))"
    sizes = f"array({size}, {size} - 1)" if alike else "array(0L)"
    return query(
        f"""
        with
        seen as (
          select {account} as account, {other} as other, from_hour, until_hour, amount_fen, parts, step_id,
            count(*) over (partition by {account}) as every,
            max(from_hour) over (partition by {account}) - min(from_hour) over (partition by {account}) as span
          from {{made}}
        ),
        placed as (
          select *, explode(array(floor(from_hour / {half}), floor(from_hour / {half}) - 1)) as place from seen
        ),
        sized as (select *, explode({sizes}) as size from placed)
        select
          account,
          min(from_hour) as from_hour,
          max(until_hour) as until_hour,
          count(distinct other) as others,
          sum(amount_fen) as amount_fen,
          sum(parts) as parts,
          first(every / greatest(1, span / {hours})) as usual,
          slice(sort_array(collect_list(step_id)), 1, {MOST_CITED}) as step_ids
        from sized
        group by account, place, size
        having count(distinct other) >= {least}
        """,
        made=made,
    )
