"""What each view of opened cases' fund flows holds, in words and data; money builds them."""

from __future__ import annotations

from features.declaration import View
from features.sources.declared_lending import LENDING

MONEY_VIEWS: tuple[View, ...] = (
    View(
        "round_trips",
        "one transfer of a lender to a borrower and one back to it or a related lender within 72 hours",
        ("fund_flows",),
        (
            ("borrower_id", "string", "who was paid and paid back"),
            ("returned_share", "double", "sum that came back over sum paid"),
        ),
        uses=(*LENDING, "company_officers"),
    ),
    View(
        "cash_after_loans",
        "one transfer of a lender to a borrower and one cash withdrawal by the borrower within 72 hours",
        ("fund_flows",),
        (
            ("borrower_id", "string", "who was paid"),
            ("returned_share", "double", "cash over sum paid"),
        ),
        uses=LENDING,
    ),
    View(
        "payment_fans",
        "the most people that one lender paid within about 72 hours, many times more than it usually pays",
        ("fund_flows",),
        (("others", "bigint", "people and companies paid"),),
        uses=LENDING,
    ),
    View(
        "payment_circles",
        "one sum that passed a lender's account and came back to it through two or more others, nearly whole",
        ("fund_flows",),
        (
            ("accounts", "array<string>", "whose accounts it passed, in order"),
            ("kept", "double", "least share of the sum that one step kept"),
        ),
        uses=LENDING,
    ),
)
"""Views of fund flows. They serve evidence and no feature."""
