"""The view of disputes: a dispute's events with the few facts that departments record of each.

The subject is the dispute, never a person: an event counts for the dispute it belongs to, whoever reported it.
"""

from __future__ import annotations

from features.sources.reading import CITED, RECORDED, Inputs, place, says
from features.sql import literal
from features.wording import DEBT_WORDS

INJURY_LEVELS = (("none", 0), ("minor", 1), ("serious", 2))
"""Injury to a party in this incident as an ordinal; nothing else about anybody's body is read."""

EVENT_TABLES = ("police_incidents", "grid_incidents", "hotline_tickets", "mediations")
"""Tables whose rows can be an event of a dispute."""

UNNAMED = 0.5
"""Link of an event that names nobody: as weak as a name alone."""

_DEBT_CATEGORIES = ("debt", "debt_collection")
_FAMILY_CATEGORIES = ("domestic_violence", "family")


def dispute_events(inputs: Inputs) -> str:
    """View dispute_events."""
    # What a dispute's identity rests on is the least probability among the parties of a row.
    return f"""
        select
          subject_id,
          happened_on as event_on,
          known_on,
          coalesce(link, {literal(UNNAMED)}) as link,
          cited,
          via,
          department,
          threat,
          weapon,
          injury_level,
          debt,
          family_violence,
          family,
          failed_mediation,
          agreed_mediation,
          datediff({literal(inputs.as_of)}, happened_on) as days_ago,
          datediff(
            happened_on, lag(happened_on) over (partition by subject_id order by happened_on, source_row_id)
          ) as gap_days
        from (select source_row_id, dispute_id as subject_id, table as via from {place("linked.disputes")})
        join ({" union all ".join(map(_facts, EVENT_TABLES))}) using (source_row_id)
        left join (
          select source_row_id, min(probability) as link
          from {place("crosswalk")}
          where table in {literal(EVENT_TABLES)}
          group by source_row_id
        ) using (source_row_id)
        """


def _facts(table: str) -> str:
    in_police = table == "police_incidents"
    asked = table in ("police_incidents", "grid_incidents")
    mediated = table == "mediations"
    levels = " ".join(f"when {literal(word)} then {level}" for word, level in INJURY_LEVELS)
    return f"""
        select
          source_row_id,
          {RECORDED} as happened_on,
          known_on,
          department,
          {CITED} as cited,
          {"threat" if asked else "cast(null as boolean)"} as threat,
          {"weapon" if in_police else "cast(null as boolean)"} as weapon,
          {f"case injury {levels} end" if in_police else "cast(null as int)"} as injury_level,
          coalesce(category in {literal(_DEBT_CATEGORIES)}, false)
            or coalesce({says("narrative", DEBT_WORDS)}, false) as debt,
          coalesce(category = 'domestic_violence', false) as family_violence,
          coalesce(category in {literal(_FAMILY_CATEGORIES)}, false) as family,
          {"outcome = 'failed'" if mediated else "false"} as failed_mediation,
          {"outcome = 'agreed'" if mediated else "false"} as agreed_mediation
        from {place("bronze." + table)}
        """
