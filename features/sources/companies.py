"""Views of companies: what departments decided about them, and how large, old and public they are."""

from __future__ import annotations

from features.sources.lending import register
from features.sources.reading import VIEW_COLUMNS, Inputs, about, place, says, shaped, with_other
from features.sql import literal
from features.wording import FINDING_WORDS, FUNDRAISING_WORDS, NO_FINDING_WORDS

NAMED_IN = (
    ("companies", "name"),
    ("company_penalties", "company_name"),
    ("tax_penalties", "company_name"),
    ("abnormal_listings", "company_name"),
    ("inspections", "company_name"),
    ("permits", "company_name"),
    ("honours", "company_name"),
    ("lending_licences", "company_name"),
    ("insured_headcounts", "company_name"),
    ("tax_filings", "company_name"),
)
"""Tables whose rows carry a company's name, with the column it stands in."""


def _of_companies(table: str, role: str = "company") -> str:
    return f"{about(table, role)} where subject_kind = 'company'"


def company_penalties(inputs: Inputs) -> str:
    """View company_penalties."""
    return f"select {shaped()}, fine_fen from {_of_companies('company_penalties')}"


def tax_penalties(inputs: Inputs) -> str:
    """View tax_penalties."""
    return f"select {shaped()}, fine_fen from {_of_companies('tax_penalties')}"


def abnormal_listings(inputs: Inputs) -> str:
    """View abnormal_listings: `current` is false once a removal before as_of is recorded."""
    return f"select {shaped()}, {_current(inputs)} from {_of_companies('abnormal_listings')}"


def _current(inputs: Inputs) -> str:
    return f"coalesce(removed_on >= {literal(inputs.as_of)}, true) as current"


def inspections(inputs: Inputs) -> str:
    """View inspections: `finding` is null where the result's words say neither."""
    return f"""
        select {shaped()},
          case
            when {says("result", NO_FINDING_FIRST)} then false
            when {says("result", FINDING_WORDS)} then true
            when {says("result", NO_FINDING_WORDS)} then false
          end as finding
        from {_of_companies("inspections")}
        """


NO_FINDING_FIRST = tuple(word for word in NO_FINDING_WORDS if word[0] in "未无")
"""Phrases that deny a finding in a finding's own words (未发现违法): they are looked at before the finding's."""


def permits(inputs: Inputs) -> str:
    """View permits: `in_force` is null where the source gives neither a grant nor an end."""
    day = literal(inputs.as_of)
    return f"""
        select {shaped()},
          if(
            granted_on is not null or valid_until is not null,
            coalesce(granted_on < {day}, true) and coalesce(valid_until >= {day}, true),
            null
          ) as in_force
        from {_of_companies("permits")}
        """


def honours(inputs: Inputs) -> str:
    """View honours."""
    return f"select {shaped()} from {_of_companies('honours')}"


def tax_filings(inputs: Inputs) -> str:
    """View tax_filings: no arrears are recorded as none, so a filing without a sum counts as zero."""
    return (
        f"select {shaped()}, coalesce(arrears_fen, 0) as arrears_fen, revenue_fen from {_of_companies('tax_filings')}"
    )


def insured_headcounts(inputs: Inputs) -> str:
    """View insured_headcounts."""
    return f"select {shaped()}, insured from {_of_companies('insured_headcounts')}"


def judgment_debts(inputs: Inputs) -> str:
    """View judgment_debts: listings of a company as a judgment debtor; `current` while not removed before as_of."""
    return f"select {shaped()}, {_current(inputs)} from {_of_companies('judgment_debtors', 'debtor')}"


def registrations(inputs: Inputs) -> str:
    """View registrations: the latest registration of one company, with its age on as_of."""
    day = literal(inputs.as_of)
    return f"""
        select {shaped()},
          datediff({day}, established_on) as age_days,
          capital_fen,
          {_words("business_scope")} as scope_words,
          scope_lends
        from {register(inputs)}
        where event_on is null or event_on < {day}
        """


def officer_exits(inputs: Inputs) -> str:
    """View officer_exits: an officer who left, by the day of leaving."""
    left = f"left_on < {literal(inputs.as_of)}"
    return f"select {shaped('left_on')}, office from {_of_companies('company_officers')} and {left}"


def shareholdings(inputs: Inputs) -> str:
    """View shareholdings: event_on is the last day held so far."""
    last_day = f"coalesce(held_until, date_sub({literal(inputs.as_of)}, 1))"
    return f"""
        select {shaped(last_day)}, holder_id
        from {about("company_shareholders", "company")}
        {with_other("company_shareholders", "holder", "holder_id")}
        where subject_kind = 'company'
        """


def company_names(inputs: Inputs) -> str:
    """View company_names: how many feature words a company's name holds, in each row that carries the name."""
    behind = "source_row_id, department, source_place, source_row, event_on, event_on_basis, known_on"
    rows = (
        f"select {behind}, {column} as name, {literal(table)} as via from {place('bronze.' + table)}"
        for table, column in NAMED_IN
    )
    return f"""
        select {shaped()}, {_words("name")} as name_words, via
        from ({" union all ".join(rows)})
        join (
          select source_row_id, table as via, entity_id as subject_id, probability as link
          from {place("crosswalk")}
          where role = 'company' and entity_kind = 'company' and not links_only
        ) using (source_row_id, via)
        """


def compliance_findings(inputs: Inputs) -> str:
    """View compliance_findings: what any department found against a company, one row per finding."""
    columns = f"{', '.join(VIEW_COLUMNS)}, cited[0].department as department"
    return f"""
        select {columns} from ({company_penalties(inputs)})
        union all select {columns} from ({tax_penalties(inputs)})
        union all select {columns} from ({abnormal_listings(inputs)}) where current
        union all select {columns} from ({inspections(inputs)}) where finding
        union all select {columns} from ({judgment_debts(inputs)}) where current
        """


def _words(column: str) -> str:
    return " + ".join(f"cast(contains({column}, {literal(word)}) as int)" for word in FUNDRAISING_WORDS)
