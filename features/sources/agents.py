"""Views of lenders' agents and of those they share, and when an agent in common says something.

Shared agents are read from loan suits, so that no other suit, whoever files it, changes what is said of a lender.
"""

from __future__ import annotations

from features.sources.lending import parties, suits
from features.sources.licences import holders
from features.sources.reading import Inputs, mentions, place

AGENT_SERVES_EVERYBODY = 12
"""Plaintiffs of loan suits beyond whom an agent is busy, and may be a lawyer who serves everybody."""

HOUSE_AGENT_SUITS = 2
"""Loan suits in which an agent appeared for one lender, from which on that ties the lender to the agent's others. A
town's lawyer has a handful of lenders, each with the one suit of their life; a ring's agent comes again."""

MOST_CLIENTS_ONCE = 8
"""Lenders with the one loan suit of their life among the clients of a busy agent, beyond whom the agent is a lawyer of
the town, to whom some come again. A ring's lawyer, however many members there are, has few clients beside them."""


TOLD_SIDE = "least(entered, said)"
"""SQL for whether an agent in one suit was the plaintiff's by what the extract `entered` and a document `said`: false
where one of them says so, null where neither speaks."""

SIDE_BY_ABSENCE = "nullif(not contested and not coalesce(beside, false), false)"
"""SQL for the same where neither speaks: true where no defendant contested the suit and no surety was sued `beside`,
null where nobody knows."""


def side_of_pair(creditor: str, agent: str) -> str:
    """SQL for whose agent it was over all suits of one plaintiff and agent, with `told` and `by_absence` of each: where
    what is known agrees, the suits of which nothing is known are like the others. Who is told to have been another's in
    one is the plaintiff's only where that is told."""
    over = f"over (partition by {creditor}, {agent})"
    another_s = f"if(max(told) {over}, null, false)"
    theirs = f"coalesce(by_absence, nullif(coalesce(max(coalesce(told, by_absence)) {over}, false), false))"
    return f"coalesce(told, if(not coalesce(min(told) {over}, true), {another_s}, {theirs}))"


def _agents(inputs: Inputs) -> str:
    """One agent of one loan suit of one plaintiff: subject_id, case_no, agent_id, the columns of every view,
    for_plaintiff, null where nobody knows whose agent it was, and whether a judgment in any loan suit calls the agent a
    party's relative.

    The extract says whose agent somebody was, or leaves it open. A document of the court may say it; and where no
    defendant came, and no surety was sued beside, the agent was the plaintiff's. Nobody acts for a creditor once and
    against it another time: what is known of some suits of one agent and plaintiff, and of none otherwise, holds for
    their others.
    """
    return inputs.kept(
        "suits_agents",
        lambda: (
            f"""
            with
            told as (
              select case_no, entity_id as agent_id,
                min(if(capacity = 'other_side', false, for_plaintiff)) as said,
                bool_or(capacity = 'relative') as relative
              from (select case_no, inline(agents) from {place("features.judgment_facts")})
              join {mentions("case_parties", "party", "entity_id")} on source_row_id = party_row
              group by case_no, entity_id
            ),
            sided as (
              select subject_id, case_no, agent_id, event_on, known_on, link, cited,
                {TOLD_SIDE} as told, {SIDE_BY_ABSENCE} as by_absence, coalesce(relative, false) as relative
              from {suits(inputs)}
              join (
                select case_no, entity_id as agent_id, entered_for_plaintiff as entered
                from {parties(inputs)}
                where role = 'agent'
              ) using (case_no)
              left join told using (case_no, agent_id)
              left join (
                select distinct case_no, true as beside from {parties(inputs)} where role = 'guarantor'
              ) using (case_no)
              where agent_id != subject_id
            )
            select * except (told, by_absence, relative),
              {side_of_pair("subject_id", "agent_id")} as for_plaintiff,
              bool_or(relative) over (partition by agent_id) as relative
            from sided
            """
        ),
    )


def loan_suit_agents(inputs: Inputs) -> str:
    """View loan_suit_agents: the plaintiff's agents, as far as anybody knows whose they were."""
    return f"""
        select subject_id, event_on, known_on, link, cited, case_no, agent_id
        from {_agents(inputs)}
        where for_plaintiff
        """


def shared_agents(inputs: Inputs) -> str:
    """View shared_agents: one agent of one lender's loan suits and one other lender the same agent appears for.

    An agent must be known to be the lender's, and have come again to both; a busy one with many clients of one suit is
    a lawyer of the town, by all suits that may be theirs, and nobody is tied to whoever ever held a lending licence.
    A relative who appears, again and again, makes no business of a family.
    """
    return inputs.kept(
        "shared_agents",
        lambda: (
            f"""
            with
            appeared as (
              select subject_id, agent_id,
                count(distinct case_no) as any_suits,
                count(distinct case_no) filter (where for_plaintiff) as suits,
                max(event_on) filter (where for_plaintiff) as event_on,
                max(known_on) filter (where for_plaintiff) as known_on,
                min(link) filter (where for_plaintiff) as link,
                max(struct(event_on, cited)) filter (where for_plaintiff).cited as cited
              from {_agents(inputs)}
              left anti join {holders(inputs)} using (subject_id)
              where coalesce(for_plaintiff, true) and not relative
              group by subject_id, agent_id
            ),
            house as (
              select agent_id
              from appeared
              group by agent_id
              having count(*) <= {AGENT_SERVES_EVERYBODY}
                or count_if(any_suits < {HOUSE_AGENT_SUITS}) <= {MOST_CLIENTS_ONCE}
            ),
            again as (select * from appeared left semi join house using (agent_id) where suits >= {HOUSE_AGENT_SUITS})
            select
              one.subject_id,
              one.event_on,
              one.known_on,
              least(one.link, other.link) as link,
              concat(one.cited, other.cited) as cited,
              other.subject_id as other_id,
              agent_id
            from again as one
            join again as other using (agent_id)
            where one.subject_id != other.subject_id
            """
        ),
    )
