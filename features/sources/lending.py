"""Views of lending conduct: suits, deeds, mortgages and enforcement on loans, and the loans behind them.

A suit filed as creditor on a loan, and its withdrawal, is lending conduct. No other suit is read, whoever filed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from features.sources.judgments import FILLED, answerable_parties, case_texts, filled
from features.sources.licences import exempt_from_cap, holders, licensed, unlicensed_act
from features.sources.reading import RECORDED, Inputs, about, mentions, place, says, shaped, with_other
from features.sql import literal
from features.wording import LENDING_SCOPE_WORDS, NOT_LENDING_SCOPE_WORDS, pattern
from law.lending import notary_rules
from law.rates import rate_cap_periods

PRIVATE_CAUSES = ("private_lending",)
"""Causes under which anybody's claim is a loan's (民事案件案由规定)."""

LICENSED_CAUSES = ("bank_loan", "small_loan", "pawn", "factoring")
"""Causes that are lending only where the plaintiff holds, or held, a licence for it: a property manager or a trader who
sues on an assigned claim does not lend."""

LOAN_DEEDS = ("enforceable_debt", "loan_contract")
"""Deeds that are a lending act."""


def register(inputs: Inputs) -> str:
    """One registered company: subject_id, its latest registration's fields, and scope_lends (null without a scope).

    Of several registrations of one company the one delivered last counts.
    """
    left_out = f"[^；;，,。（）()]*({pattern(NOT_LENDING_SCOPE_WORDS)})[^；;。）)]*"
    kept = """known_on, source_row_id, event_on, event_on_basis, department, source_place, source_row, link, name,
      business_scope, industry, capital_fen, established_on, deregistered_on, revoked_on"""
    return inputs.kept(
        "register",
        lambda: (
            f"""
            select
              subject_id,
              latest.*,
              {says(f"regexp_replace(latest.business_scope, {literal(left_out)}, '')", LENDING_SCOPE_WORDS)}
                as scope_lends
            from (
              select subject_id, max(struct({kept})) as latest
              from {about("companies", "company")}
              group by subject_id
            )
            """
        ),
    )


def parties(inputs: Inputs) -> str:
    """One entity in one role of one civil case: case_no, role, entity_id, entity_kind, party_link, party_known_on. A
    party entered twice in a case is one."""
    columns = "entity_id, entity_kind, probability"
    return inputs.kept(
        "parties",
        lambda: (
            f"""
            select case_no, role, entity_id, entity_kind,
              max(probability) as party_link,
              min(known_on) as party_known_on
            from {place("bronze.case_parties")}
            join {mentions("case_parties", "party", columns)} using (source_row_id)
            group by case_no, role, entity_id, entity_kind
            """
        ),
    )


def suits(inputs: Inputs) -> str:
    """One loan suit of one plaintiff, kept for the views that build on it: all columns of view loan_suits, whether the
    cap does not bind the plaintiff, and `text` as in case_texts, null where no document of the case was read."""
    return inputs.kept("suits", lambda: _suits(inputs))


def _suits(inputs: Inputs) -> str:
    return f"""
        select
          subject_id,
          subject_kind,
          {RECORDED} as event_on,
          greatest(known_on, party_known_on) as known_on,
          link,
          cited,
          case_no,
          court,
          cause,
          outcome,
          contested,
          outcome is not null as closed,
          principal_fen,
          delivered_fen,
          if(principal_fen > 0, delivered_fen / principal_fen, null) as delivered_share,
          if(delivered_fen is not null, principal_fen, null) as face_found_fen,
          if(principal_fen is not null, delivered_fen, null) as delivered_found_fen,
          agreed_rate_percent as rate_percent,
          agreed_rate_percent is null as without_rate,
          if(not cap_exempt, agreed_rate_percent > {rate_cap("lent_on")}, null) as over_cap,
          if(not cap_exempt and {segmented("lent_on", "filed_on")}, agreed_rate_percent > {rate_cap("filed_on")}, null)
            as over_later_cap,
          if(
            not cap_exempt,
            agreed_rate_percent <= {rate_cap("lent_on", protected=True)} and not coalesce(over_later_cap, false),
            null
          ) as protected,
          lent_on, due_on,
          datediff(due_on, lent_on) as term_days,
          datediff(event_on, due_on) as due_to_suit_days,
          date_format(event_on, 'yyyy-MM') as month,
          datediff({literal(inputs.as_of)}, {RECORDED}) as days_ago,
          not scope_lends and not licensed and subject_kind = 'company' as out_of_scope,
          cap_exempt,
          plaintiffs,
          text
        from (
          select * except ({", ".join(FILLED)}, cap_exempt), {filled()}, {licensed(inputs)} as licensed,
            {exempt_from_cap(inputs)} as cap_exempt
          from (select * from {place("bronze.civil_cases")} where cause in {literal(PRIVATE_CAUSES + LICENSED_CAUSES)})
          join (
            select case_no, entity_id as subject_id, entity_kind as subject_kind, party_link as link, party_known_on,
              count(*) over (partition by case_no) as plaintiffs
            from {parties(inputs)}
            where role = 'plaintiff'
          ) using (case_no)
          left join {holders(inputs)} using (subject_id)
          left join (select subject_id, scope_lends from {register(inputs)}) using (subject_id)
          left join {case_texts(inputs)} using (case_no)
          left join ({answerable_parties()}) using (case_no)
          where cause in {literal(PRIVATE_CAUSES)} or held is not null
        )
        where {unlicensed_act(f"coalesce(lent_on, {RECORDED})")}
        """


def loan_suits(inputs: Inputs) -> str:
    """View loan_suits."""
    return suits(inputs)


def rate_cap(lent_on: str, *, protected: bool = False) -> str:
    """The yearly rate in percent above which interest on a private loan of that day is void; null where unknown.

    For contracts of 2015-09-01 to 2020-08-19 that is the second line, 36 %: between it and 24 %, the line that is given
    where `protected` asks for it, nothing is void and a court orders nothing.
    """
    return in_period(
        lent_on,
        (
            (
                period.from_on,
                period.until_on,
                period.percent if protected else period.void_above_percent or period.percent,
            )
            for period in rate_cap_periods()
        ),
    )


def segmented(lent_on: str, filed_on: str) -> str:
    """Whether interest on a loan falls under two caps: the contract's until the law changed, and from then on the one
    of the day the suit was filed (law.rates.interest_segments)."""
    old = [period for period in rate_cap_periods() if period.void_above_percent]
    first, last = literal(old[0].from_on), literal(old[-1].until_on)
    return f"({lent_on} between {first} and {last} and {filed_on} > {last})"


def in_period(day: str, periods: Iterable[tuple[date, date, float]]) -> str:
    """The number of the period that a day lies in, first and last day included; null in none. None overlap."""
    found = (
        f"if({day} between {literal(first)} and {literal(last)}, {literal(number)}, null)"
        for first, last, number in periods
    )
    return f"coalesce({', '.join(found)}, cast(null as double))"


def banned(kind: str) -> str:
    """Whether notaries had been told to make no more deeds of the kind in the named column."""
    told = (
        f"({kind} = {literal(rule.deed_kind)} and notarised_on >= {literal(rule.from_on)})" for rule in notary_rules()
    )
    return f"({' or '.join(('false', *told))})"


def notarised_debts(inputs: Inputs) -> str:
    """View notarised_debts: deeds by their creditor."""
    return inputs.kept(
        "notarised_debts",
        lambda: (
            f"""
            select {shaped()},
              subject_kind,
              deed_no,
              deed_kind,
              amount_fen,
              due_on,
              agreed_rate_percent as rate_percent,
              debtor_id,
              notary_id,
              {licensed(inputs)} = false and {banned("deed_kind")} as forbidden
            from {about("notarised_debts", "creditor")}
            {with_other("notarised_debts", "debtor", "debtor_id")}
            {with_other("notarised_debts", "notary", "notary_id")}
            left join {holders(inputs)} using (subject_id)
            where {unlicensed_act(RECORDED)}
            """
        ),
    )


def home_mortgages(inputs: Inputs) -> str:
    """One home mortgaged to somebody who is no bank by any licence; all columns of view mortgages that need no loan.

    Without a register of licences nobody knows who is a bank, and to take a mortgage is all a bank does here.
    """
    return inputs.kept(
        "home_mortgages",
        lambda: (
            f"""
            select {shaped()}, subject_kind, secured_fen, debtor_id
            from {about("mortgages", "mortgagee")}
            {with_other("mortgages", "mortgagor", "debtor_id")}
            left join {holders(inputs)} using (subject_id)
            where not coalesce(is_bank, false) and {unlicensed_act(RECORDED)}
            """
        ),
    )


def loan_enforcements(inputs: Inputs) -> str:
    """View loan_enforcements: enforcement of a loan judgment or of a notarised debt, by who applied for it.

    The basis must be a loan suit or a deed that we know: enforcement of a wage award is no lending.
    """
    return f"""
        select {shaped()}, subject_kind, amount_fen, basis_found
        from {about("enforcements", "applicant")}
        join (
          select case_no as basis_no, 'suit' as basis_found from {suits(inputs)}
          union
          select deed_no, 'deed' from {notarised_debts(inputs)} where deed_kind in {literal(LOAN_DEEDS)}
        ) using (basis_no)
        """


def lending_acts(inputs: Inputs) -> str:
    """One lending act of one entity: subject_id, subject_kind, link. Who has one is a lender, and nobody else is."""
    return f"""
        select subject_id, subject_kind, link from {suits(inputs)}
        union all
        select subject_id, subject_kind, link from {notarised_debts(inputs)} where deed_kind in {literal(LOAN_DEEDS)}
        union all select subject_id, subject_kind, link from {home_mortgages(inputs)}
        union all select subject_id, subject_kind, link from ({loan_enforcements(inputs)})
        """
