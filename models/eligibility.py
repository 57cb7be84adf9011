"""Who may stand on a list at all, whatever the score."""

from __future__ import annotations

from collections.abc import Sequence

from models.evidence import Evidence, departments, steps

LEAST_STEPS = 2
LEAST_DEPARTMENTS = 2


def why_not(
    list_name: str, items: Sequence[Evidence], *, licensed: bool | None = False, conflict: bool = False
) -> str | None:
    """Why a subject may not be listed, or None where it may.

    A lender needs evidence for the concern in two steps and from two departments (that it has a lending act is what
    makes it a row of features.lenders); a company or dispute needs any, for a line that cites nothing can be explained
    to nobody. A licence in force keeps a lender off the list: banks and licensed lenders sue a lot, lawfully; so does
    `licensed` None, where no register of licences was ever delivered and nobody can tell a bank. Evidence that rests on
    an opened case opens no list. `conflict` says that somebody has to look who the subject is before anything else, a
    licence too, is held for theirs.
    """
    if conflict:
        return "identity_conflict"
    items = [item for item in items if item.ranks]
    if list_name == "lenders" and licensed is not False:
        return "licensed" if licensed else "licences_unknown"
    if not any(item.speaks_for for item in items):
        return "no_evidence"
    if list_name != "lenders":
        return None
    if len(steps(items)) < LEAST_STEPS:
        return "one_step_only"
    if len(departments(items)) < LEAST_DEPARTMENTS:
        return "one_department_only"
    return None
