"""What every statement in the review database needs: a name, a reason, a known word, and the day it is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Table, select
from sqlalchemy.exc import IntegrityError

from review.database import Database, ReviewError
from review.schema import UNDONE


def known(decided_on: date, known_on: date | None) -> date:
    """The day from which nights know what was decided; raises ReviewError when that comes before the decision."""
    if known_on is not None and known_on < decided_on:
        raise ReviewError("nothing can be known before it is decided: known_on must not come before the decision's day")
    return known_on or decided_on


def signed(reviewer: str, reason: str, decided_on: date, known_on: date | None) -> dict[str, str | date]:
    """Who says a thing, why, on which day, and from when nights know it. Raises ReviewError where one is missing."""
    return {
        "reviewer": said("reviewer", reviewer),
        "reason": said("reason", reason),
        "decided_on": decided_on,
        "known_on": known(decided_on, known_on),
    }


def take_back(
    database: Database, table: Table, word: str, statement_id: str, signature: Mapping[str, str | date]
) -> str:
    """Add a row, `signed` by somebody, that takes another one of its table back, and return its id.

    `word` is the column that says what was decided; ids are `<word>-<number>`. Raises ReviewError when there is no such
    row, it was taken back before, or the undo would be known before it.
    """
    kind, _, number = statement_id.rpartition("-")
    found = None
    if kind == word and number.isdecimal():
        with database.connect() as connection:
            query = select(table).where(table.c.id == int(number), table.c.undoes.is_(None))
            found = connection.execute(query).mappings().one_or_none()
    if found is None:
        raise ReviewError(f"there is no {word} {statement_id!r} to take back")
    if signature["known_on"] < found["known_on"]:
        raise ReviewError(f"a {word} cannot be taken back before it is known")
    about = {name: value for name, value in found.items() if name != "id"}
    try:
        return f"{word}-{database.add(table, {**about, **signature, word: UNDONE, 'undoes': int(number)})}"
    except IntegrityError:
        raise ReviewError(f"{statement_id} was taken back before: record a new {word} instead") from None


def said(what: str, text: str) -> str:
    """The text without blanks around it; raises ReviewError when nothing is left."""
    if not text.strip():
        raise ReviewError(f"the {what} is missing: a review carries a name and a reason")
    return text.strip()


def one_of(what: str, given: str, allowed: tuple[str, ...]) -> None:
    """Raises ReviewError, with the words there are, when one is given that is not among them."""
    if given not in allowed:
        raise ReviewError(f"{given!r} is no {what}: it is one of {', '.join(allowed)}")
