"""Views of lending licences: who holds one, who held one on the day of an act, and whether anybody can know."""

from __future__ import annotations

from features.sources.reading import Inputs, about, shaped
from features.sql import literal
from law.lending import cap_exempt_licences


def lending_licences(inputs: Inputs) -> str:
    """View lending_licences: subject from the licence's own row, so by its number and never by a name."""
    day = literal(inputs.as_of)
    return f"""
        select {shaped()},
          licence_kind,
          granted_on,
          granted_on <= {day} and coalesce(valid_until >= {day}, true) and coalesce(revoked_on > {day}, true)
            as in_force,
          valid_until,
          revoked_on
        from {about("lending_licences", "company")}
        """


def holders(inputs: Inputs) -> str:
    """One entity that ever held a lending licence: subject_id, in_force, is_bank, cap_exempt (by a licence in force of
    a kind that law/cap_exemptions.csv names), and `held`, from when until when."""
    ends = "least(valid_until, date_sub(revoked_on, 1))"
    exempt = sorted(cap_exempt_licences(inputs.as_of))
    named = f"licence_kind in {literal(tuple(exempt))}" if exempt else "false"
    return inputs.kept(
        "holders",
        lambda: (
            f"""
            select subject_id, max(in_force) as in_force, max(licence_kind = 'bank') as is_bank,
              max(in_force and {named}) as cap_exempt,
              collect_list(struct(granted_on, {ends} as ends_on)) as held
            from ({lending_licences(inputs)})
            group by subject_id
            """
        ),
    )


def licensed(inputs: Inputs) -> str:
    """Whether who stands in a row joined to `holders` is licensed tonight; null where no register of licences was ever
    delivered: then nobody knows who is a bank."""
    return _told("in_force", inputs)


def exempt_from_cap(inputs: Inputs) -> str:
    """Whether the cap on interest does not bind who stands in a row joined to `holders`; null as for `licensed`."""
    return _told("cap_exempt", inputs)


def _told(column: str, inputs: Inputs) -> str:
    return f"coalesce({column}, false)" if "lending_licences" in inputs.delivered else "cast(null as boolean)"


def unlicensed_act(day: str) -> str:
    """Whether an act of a day is left to be looked at, in rows joined to `holders`: all are of who is licensed tonight
    (counted, never ranked) and of who never was; of who once was, those on whose day no licence was held.

    An undated act is taken for one under the licence.
    """
    covered = f"exists(held, one -> one.granted_on <= {day} and coalesce(one.ends_on >= {day}, true))"
    return f"(held is null or in_force or not coalesce({covered}, true))"
