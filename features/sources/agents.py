"""Views of lenders' agents and of those they share, and when an agent in common says something.

Shared agents are read from loan suits, so that no other suit, whoever files it, changes what is said of a lender.
"""

from __future__ import annotations

from features.sources.lending import parties, suits
from features.sources.licences import holders
from features.sources.reading import CITED, Inputs, mentions, place

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


def _entered(inputs: Inputs) -> str:
    """One agent of one case by the extract: case_no, agent_id, agent_link, the rows that enter it, the day on which
    the last of them became known, and whether they say that it was the plaintiff's: null where none says whose, and
    nobody's whom one gives to another side."""
    return inputs.kept(
        "entered_agents",
        lambda: (
            f"""
            select case_no, entity_id as agent_id,
              bool_and(acts_for = 'plaintiff') as entered,
              max(probability) as agent_link,
              max(known_on) as entered_on,
              array_sort(flatten(collect_list({CITED}))) as entries
            from {place("bronze.case_parties")}
            join {mentions("case_parties", "party", "entity_id, probability")} using (source_row_id)
            where role = 'agent'
            group by case_no, entity_id
            """
        ),
    )


def _agents(inputs: Inputs) -> str:
    """One agent of one loan suit of one plaintiff: subject_id, case_no, agent_id, the columns of every view,
    for_plaintiff, null where nobody knows whose agent it was, and whether a judgment in any loan suit calls the agent a
    party's relative.

    The extract says whose agent somebody was, or leaves it open. A document of the court may say it; and where no
    defendant came, and no surety was sued beside, the agent was the plaintiff's. Nobody acts for a creditor once and
    against it another time: what is known of some suits of one agent and plaintiff, and of none otherwise, holds for
    their others. A row cites the suit, the agent's own rows and the documents that say anything of the agent; where
    only another suit of the two tells whose it was, that one's rows besides, of several the one known first.
    """
    return inputs.kept("suits_agents", lambda: _sided(inputs))


def _sided(inputs: Inputs) -> str:
    elsewhere = """
      if(
        for_plaintiff and told is null and by_absence is null,
        min(if(coalesce(told, by_absence), struct(known_on, case_no, link, cited), null))
          over (partition by subject_id, agent_id),
        null
      )"""
    return f"""
        with
        told as (
          select case_no, entity_id as agent_id,
            min(if(capacity = 'other_side', false, for_plaintiff)) as said,
            bool_or(capacity = 'relative') as relative,
            max(told_on) as told_on,
            array_sort(flatten(collect_list(document))) as documents
          from (
            select case_no, known_on as told_on, {CITED} as document, inline(agents)
            from {place("features.judgment_facts")}
          )
          join {mentions("case_parties", "party", "entity_id")} on source_row_id = party_row
          group by case_no, entity_id
        ),
        sided as (
          select subject_id, case_no, agent_id, event_on,
            greatest(known_on, entered_on, told_on) as known_on,
            least(link, agent_link) as link,
            array_distinct(concat(cited, entries, coalesce(documents, array()))) as cited,
            {TOLD_SIDE} as told, {SIDE_BY_ABSENCE} as by_absence, coalesce(relative, false) as relative
          from {suits(inputs)}
          join {_entered(inputs)} using (case_no)
          left join told using (case_no, agent_id)
          left join (
            select distinct case_no, true as beside from {parties(inputs)} where role = 'guarantor'
          ) using (case_no)
          where agent_id != subject_id
        )
        select subject_id, case_no, agent_id, event_on, for_plaintiff, relative,
          greatest(known_on, elsewhere.known_on) as known_on,
          least(link, elsewhere.link) as link,
          array_distinct(concat(cited, coalesce(elsewhere.cited, array()))) as cited
        from (
          select *, {elsewhere} as elsewhere
          from (
            select * except (relative), {side_of_pair("subject_id", "agent_id")} as for_plaintiff,
              bool_or(relative) over (partition by agent_id) as relative
            from sided
          )
        )
        """


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
    A relative who appears, again and again, makes no business of a family. A row cites the last suits of both lenders,
    as many of each as it takes to have come again, with the agent's rows in them.
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
                slice(
                  sort_array(
                    collect_list(struct(event_on, case_no, known_on, link, cited)) filter (where for_plaintiff), false
                  ), 1, {HOUSE_AGENT_SUITS}
                ) as last
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
            again as (
              select subject_id, agent_id,
                last[0].event_on as event_on,
                array_max(last.known_on) as known_on,
                array_min(last.link) as link,
                flatten(last.cited) as cited
              from appeared
              left semi join house using (agent_id)
              where suits >= {HOUSE_AGENT_SUITS}
            )
            select
              one.subject_id,
              one.event_on,
              greatest(one.known_on, other.known_on) as known_on,
              least(one.link, other.link) as link,
              array_distinct(concat(one.cited, other.cited)) as cited,
              other.subject_id as other_id,
              agent_id
            from again as one
            join again as other using (agent_id)
            where one.subject_id != other.subject_id
            """
        ),
    )
