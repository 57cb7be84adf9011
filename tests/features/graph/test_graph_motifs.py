"""Motifs of money and loans, each drawn small, with the twin that is none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pyarrow as pa
import pytest
from pyspark.sql import DataFrame, SparkSession

from features.graph import motifs
from features.graph.loan_chains import settled_by

Payment = tuple[str, str, int, int]
"""Payer, payee, hour, sum in fen."""

_PAYMENTS = "payment_id string, payer string, payee string, from_hour bigint, until_hour bigint, amount_fen bigint"
_LOANS = "loan_id string, lender string, borrower string, lent_on date, due_on date, principal_fen bigint"


def payments(spark: SparkSession, made: Iterable[Payment], known_to: int = 1) -> DataFrame:
    """Payments p000, p001 and on; `known_to` hours is how exactly the time of each is known."""
    rows = [
        (f"p{place:05d}", payer, payee, hour // known_to * known_to, hour // known_to * known_to + known_to - 1, fen)
        for place, (payer, payee, hour, fen) in enumerate(made)
    ]
    columns = list(zip(*rows, strict=True)) or [[]] * 6
    types = [pa.string(), pa.string(), pa.string(), pa.int64(), pa.int64(), pa.int64()]
    names = [word.split()[0] for word in _PAYMENTS.split(", ")]
    return spark.createDataFrame(
        pa.table([pa.array(column, kind) for column, kind in zip(columns, types, strict=True)], names=names)
    )


def circles(spark: SparkSession, *made: Payment, known_to: int = 1) -> list[tuple[list[str], float]]:
    """Accounts of the circles found, and the share of the sum that every step kept."""
    steps = motifs.steps(payments(spark, made, known_to))
    found = motifs.circles(motifs.passed_on(steps)).collect()
    return sorted((row.accounts, round(row.kept, 3)) for row in found)


def test_a_sum_split_in_parts_is_one_step(spark: SparkSession) -> None:
    made = [("A", "B", 9, 300), ("A", "B", 11, 300), ("A", "B", 23, 400), ("A", "B", 24, 500), ("A", "A", 9, 1)]
    found = {row.step_id: row for row in motifs.steps(payments(spark, made)).collect()}
    assert {step: (row.amount_fen, row.parts) for step, row in found.items()} == {
        "p00000": (300 + 300 + 400, 3),
        "p00003": (500, 1),
    }
    assert found["p00000"].payment_ids == ["p00000", "p00001", "p00002"]


def test_money_that_goes_round_is_a_circle(spark: SparkSession) -> None:
    # Each keeps a little less: 100, 98, 95; the step that keeps least keeps 95 / 98.
    found = circles(spark, ("A", "B", 10, 10_000), ("B", "C", 30, 9_800), ("C", "A", 60, 9_500))
    assert found == [(["A", "B", "C"], round(9_500 / 9_800, 3))]


def test_money_that_comes_straight_back_is_a_circle_of_two(spark: SparkSession) -> None:
    assert circles(spark, ("A", "B", 10, 10_000), ("B", "A", 12, 10_000)) == [(["A", "B"], 1.0)]


@pytest.mark.parametrize(
    ("second", "third"),
    [
        (("B", "C", 9, 10_000), ("C", "A", 60, 10_000)),
        (("B", "C", 30, 10_000), ("C", "A", 30 + 73, 10_000)),
        (("B", "C", 30, 8_000), ("C", "A", 60, 8_000)),
        (("B", "C", 30, 10_000), ("C", "D", 60, 10_000)),
    ],
    ids=["left before it came", "more than 72 hours later", "another sum", "went elsewhere"],
)
def test_what_is_no_circle(spark: SparkSession, second: Payment, third: Payment) -> None:
    assert circles(spark, ("A", "B", 10, 10_000), second, third) == []


def test_a_circle_of_parts_is_found_by_their_sums(spark: SparkSession) -> None:
    parts = [("A", "B", hour, 2_500) for hour in (9, 10, 11, 12)]
    assert circles(spark, *parts, ("B", "A", 40, 10_000)) == [(["A", "B"], 1.0)]


def test_where_only_the_day_is_known_a_circle_stands_once(spark: SparkSession) -> None:
    made = [("A", "B", 1, 10_000), ("B", "C", 2, 10_000), ("C", "A", 3, 10_000)]
    assert circles(spark, *made, known_to=24) == [(["A", "B", "C"], 1.0)]


def test_the_longest_circle_has_six_steps(spark: SparkSession) -> None:
    ring = "ABCDEF"
    six = [(one, ring[(place + 1) % 6], 10 * place, 10_000) for place, one in enumerate(ring)]
    assert circles(spark, *six) == [(list(ring), 1.0)]
    seven = [*six[:-1], ("F", "G", 55, 10_000), ("G", "A", 65, 10_000)]
    assert circles(spark, *seven) == []


def test_a_till_passes_nothing_on_and_costs_little(spark: SparkSession) -> None:
    """A hub with 10,000 payments in and 10,000 out in three days, all of one sum, and one circle beside it."""
    hub = [(f"X{place:05d}", "HUB", place % 72, 10_000) for place in range(10_000)]
    hub += [("HUB", f"X{place:05d}", (place + 7) % 72, 10_000) for place in range(10_000)]
    steps = motifs.steps(payments(spark, [*hub, ("A", "B", 10, 10_000), ("B", "A", 30, 10_000)]))
    following = motifs.passed_on(steps)
    # Into the hub nothing is followed; out of it, and on from whoever it paid, at most MOST_WAYS each.
    assert following.count() <= motifs.MOST_WAYS * 10_002
    found = [row.accounts for row in motifs.circles(following).collect()]
    assert ["A", "B"] in found
    assert all("HUB" not in accounts[1:] for accounts in found)
    wide = motifs.fans(steps, "in", least=20).collect()
    assert {row.account for row in wide} == {"HUB"}
    assert all(len(row.step_ids) == motifs.MOST_CITED for row in wide)


def test_many_payers_within_the_time_are_a_fan(spark: SparkSession) -> None:
    usual = [("S", "T", 24 * day, 500) for day in range(60)]
    many = [(f"P{place}", "T", 700 + place, 1_000) for place in range(6)]
    spread = [(f"P{place}", "U", 100 * place, 1_000) for place in range(6)]
    steps = motifs.steps(payments(spark, usual + many + spread))
    found = motifs.fans(steps, "in", least=5).collect()
    assert {row.account for row in found} == {"T"}
    best = max(found, key=lambda row: row.others)
    # The six and the usual one; on average 66 payments in 59 days are 3.4 in three days.
    assert best.others == 6 + 1
    assert best.usual == pytest.approx(66 / (59 * 24 / 72), abs=1e-9)
    assert motifs.fans(steps, "out", least=5).isEmpty()


def test_a_fan_of_like_sums_leaves_others_out(spark: SparkSession) -> None:
    made = [("P1", "T", 1, 9_800), ("P2", "T", 2, 10_000), ("P3", "T", 3, 10_200), ("P4", "T", 4, 60_000)]
    steps = motifs.steps(payments(spark, made))
    assert {row.others for row in motifs.fans(steps, "in", least=3).collect()} == {4}
    found = motifs.fans(steps, "in", least=3, alike=1.5).collect()
    assert {(row.others, tuple(row.step_ids)) for row in found} == {(3, ("p00000", "p00001", "p00002"))}


def test_money_comes_back_to_the_payer_or_to_who_belongs_to_it(spark: SparkSession) -> None:
    every = payments(
        spark,
        [
            ("L", "B", 10, 10_000),
            ("B", "L", 80, 3_000),
            ("B", "M", 82, 2_000),
            ("B", "M", 83, 2_000),
            ("B", "N", 20, 9_000),
            ("B", "L", 9, 9_000),
        ],
    )
    paid = every.where("payer = 'L'").selectExpr("*", "explode(array('L', 'M')) AS back_to")
    found = {row.back_id: (row.back_to, row.returned_share) for row in motifs.returned(paid, every).collect()}
    # After 73 hours (p00003) it is too late; N is nobody's; the last came before the loan.
    assert found == {"p00001": ("L", 0.3), "p00002": ("M", 0.2)}


def test_returns_between_two_accounts_that_never_rest_are_bounded(spark: SparkSession) -> None:
    busy = [("L", "B", place % 72, 10_000) for place in range(2_000)]
    busy += [("B", "L", place % 72, 10_000) for place in range(2_000)]
    every = payments(spark, busy)
    paid = every.where("payer = 'L'").selectExpr("*", "payer AS back_to")
    assert motifs.returned(paid, every).count() <= 2_000 * 4 * motifs.MOST_PER_BUCKET


Loan = tuple[str, str, date, date | None, int]
"""Lender, borrower, day lent, day due, principal in fen."""

L1: Loan = ("X", "B", date(2025, 1, 1), date(2025, 3, 1), 10_000)
L2: Loan = ("Y", "B", date(2025, 3, 5), date(2025, 6, 1), 14_000)
L3: Loan = ("X", "B", date(2025, 6, 2), date(2025, 9, 1), 20_000)


def chains(spark: SparkSession, *made: Loan, related: Iterable[tuple[str, str]] = (("X", "Y"), ("Y", "X"))) -> list:
    loans = spark.createDataFrame([(f"l{place}", *loan) for place, loan in enumerate(made, 1)], _LOANS)
    pairs = spark.createDataFrame(list(related), "one string, other string")
    return settled_by(loans, pairs, by_due=(15, 60), by_lent=(30, 365), growth=(1.0, 2.5)).collect()


def test_three_loans_each_settling_the_one_before_are_a_chain(spark: SparkSession) -> None:
    (chain,) = chains(spark, L1, L2, L3)
    assert chain.asDict() == {
        "loan_ids": ["l1", "l2", "l3"],
        "lenders": ["X", "Y", "X"],
        "borrower": "B",
        "first_on": date(2025, 1, 1),
        "last_on": date(2025, 6, 2),
        "grown": 2.0,
    }


@pytest.mark.parametrize(
    "third",
    [
        ("Z", "B", date(2025, 6, 2), None, 20_000),
        ("X", "C", date(2025, 6, 2), None, 20_000),
        ("X", "B", date(2025, 8, 2), None, 20_000),
        ("X", "B", date(2025, 5, 16), None, 20_000),
        ("X", "B", date(2025, 6, 2), None, 13_000),
        ("X", "B", date(2025, 6, 2), None, 40_000),
    ],
    ids=[
        "a stranger lends",
        "another borrower",
        "too late",
        "long before the debt is due",
        "less than the debt",
        "far more than the debt",
    ],
)
def test_what_is_no_chain_of_three(spark: SparkSession, third: Loan) -> None:
    assert chains(spark, L1, L2, third) == []


def test_a_borrower_with_thousands_of_loans_makes_no_explosion(spark: SparkSession) -> None:
    same = [("X", "B", date(2025, 1, 1 + place % 28), None, 10_000) for place in range(3_000)]
    assert len(chains(spark, *same)) <= 3_000
