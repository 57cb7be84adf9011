"""The facts of one judgment, each with its sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from features.judgments.appeals import STILL_TOLD, tells_too_much
from features.judgments.contested import is_lending_contested, is_term_contested
from features.judgments.delivery import (
    Method,
    deducted_interest,
    delivered_in_full,
    net_disbursed,
    transfer_method,
)
from features.judgments.first_days import first_loan_day
from features.judgments.heads import Party
from features.judgments.interest import agreed_rate, overdue_rate
from features.judgments.judgment import Judgment, open_judgment
from features.judgments.loans import Account, told_loans, with_days_of
from features.judgments.loans_of_suit import told_of_the_suit
from features.judgments.parties import as_written, defendant_absent, guarantors
from features.judgments.periods import SAME_END
from features.judgments.principal import principal, speaks_of_lending, unless_alone
from features.judgments.rulings import Outcome, outcome
from features.judgments.terms import due_held, is_agreed_later, is_plausible, is_term_denied, says_no_term, told_due


@dataclass(frozen=True)
class Facts:
    """What one text says of the loan or loans sued for; null means that it does not say, or says two things.

    Money in fen. Rates in percent a month: a yearly rate divided by twelve, a daily one times thirty; `overdue` is
    the rate that holds only after the due day or the suit. `principal_fen` is the total lent at face value,
    `net_fen` what arrived where the court found less; `delivered_in_full` is true where it found in so many words that
    all arrived, and never false. With several loans: the first loan's day, the last due day.
    Of an appeal that names many sums nothing is sure of the loan (`features.judgments.appeals`).
    The end of a month or year (2016年底) is its last day where something falls due then, and no day of a loan.
    `defendant_absent` is true where any defendant is said to have stayed away.
    `sentences` maps a field's name to the sentence it was read from, as the court wrote it: they carry names, so that
    they stay where bronze's texts may be.
    """

    parties: tuple[Party, ...] = ()
    principal_fen: int | None = None
    net_fen: int | None = None
    delivered_in_full: bool | None = None
    agreed_rate_monthly_percent: float | None = None
    overdue_rate_monthly_percent: float | None = None
    first_loan_on: date | None = None
    due_on: date | None = None
    defendant_absent: bool | None = None
    has_guarantor: bool | None = None
    transfer_method: Method | None = None
    interest_deducted: bool | None = None
    outcome: Outcome | None = None
    withdrawn: bool | None = None
    sentences: Mapping[str, str] = field(default_factory=dict)


_DAMAGED = re.compile(r"[0-9０-９]{500}")
"""No court writes such a number. Patterns of figures take time with its square: one text would hold up the night."""

FIELDS: tuple[str, ...] = (
    "principal_fen",
    "net_fen",
    "delivered_in_full",
    "agreed_rate_monthly_percent",
    "overdue_rate_monthly_percent",
    "first_loan_on",
    "due_on",
    "defendant_absent",
    "has_guarantor",
    "transfer_method",
    "interest_deducted",
    "outcome",
    "withdrawn",
)
"""The fields of `Facts` that hold one value each."""

UNSURE = tuple(name for name in FIELDS if name not in STILL_TOLD)
"""Those that are left empty where an appeal tells too much."""


def read_judgment(text: object) -> Facts:
    """The facts of one text. What is no judgment (null, a number, an empty, foreign or damaged text) has none."""
    if not isinstance(text, str) or not text.strip() or _DAMAGED.search(text):
        return Facts()
    judgment = open_judgment(text)
    facts = _facts(judgment)
    if not tells_too_much(judgment):
        return facts
    unsure: dict[str, Any] = dict.fromkeys(UNSURE)
    kept = {name: sentence for name, sentence in facts.sentences.items() if name not in UNSURE}
    return replace(facts, **unsure, sentences=kept)


def _facts(judgment: Judgment) -> Facts:
    story = told_loans(judgment, "story")
    found = with_days_of(told_loans(judgment, "found"), story)
    found, story = told_of_the_suit(judgment, found, story)
    read = principal(judgment, found, story)
    lent = unless_alone(judgment, read, found, story)
    first, first_place = first_loan_day(judgment, found, story, read.fen)
    due, due_place = _due(judgment, first, found, story)
    first = None if is_lending_contested(judgment) else first
    due = None if is_term_contested(judgment) else due
    speaks = speaks_of_lending(judgment)
    agreed = agreed_rate(judgment, lent.fen) if speaks else None
    overdue = overdue_rate(judgment) if speaks else None
    deducted, deducted_place = deducted_interest(judgment)
    net, net_place = net_disbursed(judgment, lent.fen, found, bool(deducted))
    whole, whole_place = delivered_in_full(judgment, lent.fen, found, bool(deducted)) if net is None else (None, 0)
    method, method_place = transfer_method(judgment)
    sureties, has_guarantor, surety_place = guarantors(judgment)
    absent, absent_place = defendant_absent(judgment)
    ended, ended_place = outcome(judgment)
    values: dict[str, tuple[object, int]] = {
        "principal_fen": (lent.fen, lent.place),
        "net_fen": (net, net_place),
        "delivered_in_full": (whole, whole_place),
        "agreed_rate_monthly_percent": (agreed.monthly_percent, agreed.place) if agreed else (None, 0),
        "overdue_rate_monthly_percent": (overdue.monthly_percent, overdue.place) if overdue else (None, 0),
        "first_loan_on": (first, first_place),
        "due_on": (due, due_place),
        "defendant_absent": (absent, absent_place),
        "has_guarantor": (has_guarantor, surety_place),
        "transfer_method": (method, method_place),
        "interest_deducted": (deducted, deducted_place),
        "outcome": (ended, ended_place),
    }
    # What is false or unknown because nothing is said of it has no sentence.
    sentences = {
        name: judgment.writing.cited(place) for name, (value, place) in values.items() if value is not None and place
    }
    return Facts(
        parties=as_written(tuple(dict.fromkeys((*judgment.named, *sureties)))),
        principal_fen=lent.fen,
        net_fen=net,
        delivered_in_full=whole,
        agreed_rate_monthly_percent=agreed.monthly_percent if agreed else None,
        overdue_rate_monthly_percent=overdue.monthly_percent if overdue else None,
        first_loan_on=first,
        due_on=due,
        defendant_absent=absent,
        has_guarantor=has_guarantor,
        transfer_method=method,
        interest_deducted=deducted,
        outcome=ended,
        withdrawn=None if ended is None else ended == "withdrawn",
        sentences=sentences,
    )


def _due(judgment: Judgment, first: date | None, found: Account, story: Account) -> tuple[date | None, int]:
    """The last agreed day: as found, else as the plaintiff states it unless the court says that there is none."""
    if not speaks_of_lending(judgment):
        return None, 0
    told_days = (first, *(one.day.on for one in (*found.loans, *story.loans) if one.day is not None))
    days = frozenset(on for on in told_days if on is not None)
    told = told_due(judgment, first, days, "found", loans=found.loans)
    stated = told_due(judgment, first, days, "story", loans=found.loans)
    none_agreed = says_no_term(judgment)
    if (told is None or judgment.confirms_story) and not none_agreed:
        stated = None if is_term_denied(judgment) else stated
        # Of an account that the court confirms, a later agreement holds.
        later = told is None or told.on is None or is_agreed_later(judgment, stated, told.on)
        told = stated if stated and later else told
    if (told is None or told.on is None) and not none_agreed and not is_term_denied(judgment):
        told = due_held(judgment) or told
    # 期限一年 among the findings, 至2013年5月6日 in the plaintiff's words: the day as told.
    as_day = stated if stated and stated.told_as != "term" else None
    if told and told.on and told.told_as == "term" and as_day and as_day.on:
        told = as_day if abs(as_day.on - told.on) <= SAME_END else told
    lent_later = told and told.on and any(one.day and one.day.on and told.on < one.day.on for one in found.loans)
    if lent_later and stated and not none_agreed:
        told = stated  # of the last loan the plaintiff alone tells the term
    if told is None or told.on is None or not is_plausible(told.on, first):
        return None, 0
    return told.on, told.place
