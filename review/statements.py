"""What every statement in the review database needs: a name, a reason, a known word, and the day it is known."""

from __future__ import annotations

from datetime import date

from review.database import ReviewError


def known(decided_on: date, known_on: date | None) -> date:
    """The day from which nights know what was decided; raises ReviewError when that comes before the decision."""
    if known_on is not None and known_on < decided_on:
        raise ReviewError("nothing can be known before it is decided: known_on must not come before the decision's day")
    return known_on or decided_on


def said(what: str, text: str) -> str:
    """The text without blanks around it; raises ReviewError when nothing is left."""
    if not text.strip():
        raise ReviewError(f"the {what} is missing: a review carries a name and a reason")
    return text.strip()


def one_of(what: str, given: str, allowed: tuple[str, ...]) -> None:
    """Raises ReviewError, with the words there are, when one is given that is not among them."""
    if given not in allowed:
        raise ReviewError(f"{given!r} is no {what}: it is one of {', '.join(allowed)}")
