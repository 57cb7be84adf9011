"""View of agents that lenders share, and when an agent in common says something.

Shared agents are read from loan suits, so that no other suit, whoever files it, changes what is said of a lender.
"""

from __future__ import annotations

from features.sources.lending import parties, suits
from features.sources.licences import holders
from features.sources.reading import Inputs

AGENT_SERVES_EVERYBODY = 12
"""Plaintiffs of loan suits beyond whom an agent is busy, and may be a lawyer who serves everybody."""

HOUSE_AGENT_SUITS = 2
"""Loan suits in which an agent appeared for one lender, from which on that ties the lender to the agent's others. A
town's lawyer has a handful of lenders, each with the one suit of their life; a ring's agent comes again."""

MOST_CLIENTS_ONCE = 8
"""Lenders with the one loan suit of their life among the clients of a busy agent, beyond whom the agent is a lawyer of
the town, to whom some come again. A ring's lawyer, however many members there are, has few clients beside them."""


def shared_agents(inputs: Inputs) -> str:
    """View shared_agents: one agent of one lender's loan suits and one other lender the same agent appears for.

    As in the graph, an agent must have come again to both, a busy one with many clients of one suit is a lawyer of the
    town, and nobody is tied to whoever ever held a lending licence.
    """
    return inputs.kept(
        "shared_agents",
        lambda: (
            f"""
            with
            appeared as (
              select subject_id, agent_id,
                count(distinct case_no) as suits,
                max(event_on) as event_on,
                max(known_on) as known_on,
                min(link) as link,
                max(struct(event_on, cited)).cited as cited
              from {suits(inputs)}
              join (select case_no, entity_id as agent_id from {parties(inputs)} where role = 'agent') using (case_no)
              left anti join {holders(inputs)} using (subject_id)
              where agent_id != subject_id
              group by subject_id, agent_id
            ),
            house as (
              select agent_id
              from appeared
              group by agent_id
              having count(*) <= {AGENT_SERVES_EVERYBODY}
                or count_if(suits < {HOUSE_AGENT_SUITS}) <= {MOST_CLIENTS_ONCE}
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
