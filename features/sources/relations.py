"""Views of how lenders hang together: who is related, offices they hold, loans that follow one another.

Only entities with a lending act stand on either side.
"""

from __future__ import annotations

from datetime import date, timedelta

from features.sources.agents import shared_agents
from features.sources.debtors import loan_debtors
from features.sources.lending import lending_acts, register
from features.sources.licences import holders, licensed
from features.sources.loans import loans
from features.sources.reading import CITED, Inputs, about, place, with_other
from features.sql import literal

RELATED_DAYS = 1095
"""Who left an office, or had an agent in common, longer ago than rules look back, is related no more."""

TELLS_OF_KIN = "judgment_texts"
"""The one table that says of an agent that it is a party's relative (民事诉讼法 art. 61): no other may say who is."""

SHARED_CONTACTS = ("shares_business_phone", "shares_business_address")
"""Edge kinds of graph.edges for a contact in common. They link loans to a chain; no plaintiff is related by one."""

CHAIN_LEAD_DAYS = 15
"""A later loan follows on an earlier one when made at most this long before that falls due: a loan made long before is
another one, a second part paid out or help in a new need."""

CHAIN_LAG_DAYS = 60
"""Or at most this long after it fell due."""

CHAIN_GAP_DAYS = 30
"""How long after the earlier loan at least, where no due day is known: loans of one month may be parts of one sum."""

CHAIN_TERM_DAYS = 365
"""And how long after the earlier loan at most."""

CHAIN_GROWTH = (1.0, 2.5)
"""Later principal over earlier: near the last balance plus fees, never less than the debt it settles."""


def still_related(last_on: str, as_of: date) -> str:
    """SQL for: what relates two lenders, and lasted to that day, still does on the night."""
    return f"{last_on} >= {literal(as_of - timedelta(days=RELATED_DAYS))}"


def follows_on(
    later: str,
    lent_on: str,
    due_on: str,
    by_due: tuple[int, int] = (CHAIN_LEAD_DAYS, CHAIN_LAG_DAYS),
    by_lent: tuple[int, int] = (CHAIN_GAP_DAYS, CHAIN_TERM_DAYS),
) -> str:
    """SQL for: a loan made on the day `later` is made near the due day of one made before: at most so many days before
    it and after it; where no due day is known, at least and at most so many days after that one was made."""
    (lead, lag), (gap, term) = by_due, by_lent
    return (
        f"{later} between coalesce(date_sub({due_on}, {lead}), date_add({lent_on}, {gap})) "
        f"and coalesce(date_add({due_on}, {lag}), date_add({lent_on}, {term}))"
    )


def lenders(inputs: Inputs) -> str:
    """subject_id, subject_kind and least link of whoever has a lending act."""
    return inputs.kept(
        "lenders",
        lambda: (
            f"""
            select subject_id, min(subject_kind) as subject_kind, min(link) as link
            from ({lending_acts(inputs)})
            group by subject_id
            """
        ),
    )


def lending_offices(inputs: Inputs) -> str:
    """View lending_offices: one office of a person in a company that lends. event_on is the last day held so far."""
    return inputs.kept(
        "lending_offices",
        lambda: (
            f"""
            select
              subject_id,
              coalesce(left_on, date_sub({literal(inputs.as_of)}, 1)) as event_on,
              known_on,
              least(link, company_id_link) as link,
              {CITED} as cited,
              company_id,
              office,
              appointed_on,
              out_of_scope
            from {about("company_officers", "officer")}
            {with_other("company_officers", "company", "company_id")}
            join (
              select subject_id as company_id, not scope_lends and not {licensed(inputs)} as out_of_scope
              from (select subject_id from {lenders(inputs)} where subject_kind = 'company')
              left join (select subject_id, scope_lends from {register(inputs)}) using (subject_id)
              left join (select subject_id, in_force from {holders(inputs)}) using (subject_id)
            ) using (company_id)
            """
        ),
    )


def relations(inputs: Inputs) -> str:
    """One pair of related lenders in each direction: subject_id, other_id, relation, with dates and citations.

    Related means an office in common (one holds an office in the other, or one person in both) or an agent in common
    who came again, in the last `RELATED_DAYS`; never through who ever held a lending licence: whoever sits on a bank's
    board is no bank. Where no court's documents are delivered nobody says which agent is a party's relative, and a
    family is no business: agents relate nobody then. DESIGN names assignments and accounts in common too: no department
    delivers the one, and the other stands in fund flows of opened cases alone.
    """
    recent = still_related("event_on", inputs.as_of)
    return inputs.kept(
        "relations",
        lambda: (
            f"""
            with
            offices as (
              select subject_id as person_id, company_id, event_on, known_on, link, cited
              from {lending_offices(inputs)}
              left anti join (select subject_id as company_id from {holders(inputs)}) using (company_id)
              where {recent}
            ),
            direct as (
              select * from offices left semi join {lenders(inputs)} as lender on person_id = lender.subject_id
            )
            select person_id as subject_id, company_id as other_id, 'office' as relation,
              event_on, known_on, link, cited
            from direct
            union all
            select company_id, person_id, 'office', event_on, known_on, link, cited
            from direct
            union all
            select one.company_id, other.company_id, 'office', one.event_on, greatest(one.known_on, other.known_on),
              least(one.link, other.link), concat(one.cited, other.cited)
            from offices as one
            join offices as other on one.person_id = other.person_id and one.company_id != other.company_id
            {_by_agent(inputs) if TELLS_OF_KIN in inputs.delivered else ""}
            """
        ),
    )


def _by_agent(inputs: Inputs) -> str:
    return f"""
            union all
            select subject_id, other_id, 'agent', event_on, known_on, link, cited
            from {shared_agents(inputs)}
            where {still_related("event_on", inputs.as_of)}"""


def linked_pairs(inputs: Inputs) -> str:
    """subject_id, other_id of lenders that act together: related ones, and those with a business contact in common.

    Contacts come from graph.edges, which holds a shared phone or address only between two lenders, only where it is
    used for business, and at no more holders than `features.graph.kinds.MOST_HOLDERS` says.
    """
    shared = f"kind in {literal(SHARED_CONTACTS)}"
    return f"""
        select subject_id, other_id from {relations(inputs)}
        union select from_entity, to_entity from {place("graph.edges")} where {shared}
        union select to_entity, from_entity from {place("graph.edges")} where {shared}
        """


def related_lenders(inputs: Inputs) -> str:
    """View related_lenders."""
    return relations(inputs)


def lenders_by_office(inputs: Inputs) -> str:
    """View lenders_by_office: what of related_lenders is known without any document."""
    return f"select * from {relations(inputs)} where relation = 'office'"


def loan_chains(inputs: Inputs) -> str:
    """View loan_chains: a borrower's loan, and the same lender's or a related one's near its due day and balance.

    Each chain stands under both lenders' subject_id. Loans without a day or a sum make no chain.
    """
    least_growth, most_growth = map(literal, CHAIN_GROWTH)
    return inputs.kept(
        "loan_chains",
        lambda: (
            f"""
            select
              explode(array_distinct(array(one.subject_id, next.subject_id))) as subject_id,
              next.event_on,
              greatest(one.known_on, next.known_on) as known_on,
              least(one.link, next.link) as link,
              array_distinct(concat(one.cited, next.cited)) as cited,
              one.debtor_id,
              next.principal_fen / one.principal_fen as growth,
              one.subject_id != next.subject_id as changes_hands
            from (select * from {loans(inputs)} where principal_fen > 0) as one
            join (select * from {loans(inputs)} where principal_fen > 0) as next
              on next.debtor_id = one.debtor_id
              and next.event_on > one.event_on
              and {follows_on("next.event_on", "one.event_on", "one.due_on")}
              and next.principal_fen / one.principal_fen between {least_growth} and {most_growth}
            left join ({linked_pairs(inputs)}) as pair
              on pair.subject_id = one.subject_id and pair.other_id = next.subject_id
            where pair.subject_id is not null or one.subject_id = next.subject_id
            """
        ),
    )


def shared_debtors(inputs: Inputs) -> str:
    """View shared_debtors: a borrower whom a lender sued, and a related lender that sued the same one."""
    return f"""
        select distinct one.subject_id, one.event_on,
          greatest(one.known_on, pair.known_on, other.known_on) as known_on,
          least(one.link, pair.link, other.link) as link,
          array_distinct(concat(one.cited, other.cited)) as cited,
          one.debtor_id,
          other.subject_id as other_id
        from {loan_debtors(inputs)} as one
        join {relations(inputs)} as pair on pair.subject_id = one.subject_id
        join {loan_debtors(inputs)} as other
          on other.subject_id = pair.other_id and other.debtor_id = one.debtor_id
        """


def lending_holdings(inputs: Inputs) -> str:
    """View lending_holdings: one share of somebody in a company that lends. event_on is the last day held so far."""
    return f"""
        select
          subject_id,
          coalesce(held_until, date_sub({literal(inputs.as_of)}, 1)) as event_on,
          known_on,
          least(link, company_id_link) as link,
          {CITED} as cited,
          company_id
        from {about("company_shareholders", "holder")}
        {with_other("company_shareholders", "company", "company_id")}
        left semi join (
          select subject_id as company_id from {lenders(inputs)} where subject_kind = 'company'
        ) using (company_id)
        where subject_id != company_id
        """


def lending_companies(inputs: Inputs) -> str:
    """View lending_companies: a company that a lender lends through: itself, or where it holds an office or share."""
    return inputs.kept(
        "lending_companies",
        lambda: (
            f"""
            select
              held.subject_id,
              established_on as event_on,
              known_on,
              least(held.link, company.link) as link,
              {CITED} as cited,
              company_id,
              datediff(first_loan_on, established_on) as first_loan_days,
              coalesce(least(deregistered_on, revoked_on) < {literal(inputs.as_of)}, false) as closed
            from (
              select subject_id, company_id, min(link) as link
              from (
                select subject_id, subject_id as company_id, link
                from {lenders(inputs)}
                where subject_kind = 'company'
                union all select subject_id, company_id, link from {lending_offices(inputs)}
                union all select subject_id, company_id, link from ({lending_holdings(inputs)})
              )
              group by subject_id, company_id
            ) as held
            join (select * except (subject_id), subject_id as company_id from {register(inputs)}) as company
              using (company_id)
            left join (
              select subject_id as company_id, min(event_on) as first_loan_on from {loans(inputs)} group by company_id
            ) using (company_id)
            """
        ),
    )
