"""Where every entity with an edge stands: its component, its community, its measures and its role."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from features.graph.agents import lawyers_of_the_town
from features.graph.communities import communities
from features.graph.components import components
from features.graph.kinds import JOINING, SERVES_EVERYBODY
from features.graph.measures import MOST_MEMBERS, measured
from features.sources.agents import HOUSE_AGENT_SUITS
from features.sources.relations import still_related

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending

POSTS = ("officer_of", "shareholder_of")

SEVERAL_COMPANIES = 2
"""Offices in so many companies, without a share in any and without a lending act of one's own on record. Such a name
may stand for others; a bookkeeper's does too."""


SEVERAL_LENDERS = 3
"""Lenders who hang together without any agent, from whom on one client among them makes nobody the group's agent."""


def hubs(edges: DataFrame, licences: DataFrame, as_of: date) -> DataFrame:
    """(entity_id) of who serves everybody: holders of a licence in force, and busy agents, notaries and witnesses."""
    in_force = licences.where(
        f"granted_on <= DATE'{as_of}' AND coalesce(valid_until >= DATE'{as_of}', true) "
        f"AND coalesce(revoked_on > DATE'{as_of}', true)"
    ).selectExpr("holder AS entity_id")
    cases = " ".join(f"WHEN '{kind}' THEN {bound}" for kind, bound in SERVES_EVERYBODY.items())
    busy = (
        edges.where(F.col("kind").isin(*SERVES_EVERYBODY))
        .groupBy("kind", "from_entity")
        .agg(F.count_distinct("to_entity").alias("served"))
        .where(f"served > CASE kind {cases} END")
        .selectExpr("from_entity AS entity_id")
    )
    return in_force.union(busy).distinct()


def joining(edges: DataFrame, lending: Lending) -> DataFrame:
    """The edges that can make a group; an agent's only to lenders for whom they appeared again and who never held a
    licence, and of no lawyer of the town: whoever sues by trade has one, who has others. An office or share that ended
    more than `RELATED_DAYS` ago ties no more. Who waits for a reviewer ties nobody: the acts may be two people's."""
    lasting = f"kind NOT IN {POSTS} OR coalesce({still_related('last_on', lending.as_of)}, true)"
    kept = edges.where(F.col("kind").isin(*JOINING)).where(lasting)
    for end in ("from_entity", "to_entity"):
        kept = kept.join(lending.held.withColumnRenamed("entity_id", end), on=end, how="left_anti")
    busy = lawyers_of_the_town(lending).where(f"clients > {SERVES_EVERYBODY['represents']}")
    again = (
        lending.appearances.where(f"suits >= {HOUSE_AGENT_SUITS}")
        .join(busy, on="agent", how="left_anti")
        .selectExpr("agent AS from_entity", "creditor AS to_entity", "true AS again")
    )
    return kept.join(again, on=["from_entity", "to_entity"], how="left").where("kind <> 'represents' OR again")


def groups_agents(tying: DataFrame, lenders: DataFrame, serving: DataFrame) -> DataFrame:
    """`tying` (`joining`) without the agent of one lender alone among `SEVERAL_LENDERS` or more who hang together
    without any agent: that is the one's own lawyer, who may be another group's too. `serving` are hubs."""
    alone = tying.where("kind <> 'represents'")
    together = (
        components(lender_ties(alone, lenders, serving))
        .join(lenders.selectExpr("entity AS entity_id"), on="entity_id", how="left_semi")
        .selectExpr("entity_id AS to_entity", "component_id", "count(*) OVER (PARTITION BY component_id) AS together")
    )
    agents = (
        tying.where("kind = 'represents'")
        .join(together, on="to_entity", how="left")
        .selectExpr("*", "count(*) OVER (PARTITION BY from_entity, component_id) AS clients")
        .where(f"component_id IS NULL OR clients > 1 OR together < {SEVERAL_LENDERS}")
    )
    return alone.unionByName(agents.select(alone.columns))


def lender_ties(edges: DataFrame, lenders: DataFrame, serving: DataFrame) -> DataFrame:
    """(one, other, weight): the ties of which communities are made; `one` < `other`, weight is the kinds between them.

    `edges` are joining ones. They tie two who lend, and one who lends and a go-between: somebody without a lending act
    who is tied to at least two who have one (their agent, the company they own together, its officer). A go-between
    explains why two lenders belong together and is no lender for it; whoever is tied to one lender only, or to
    go-betweens, is in no community but their own. Hubs (`serving`) tie nobody.
    """
    pairs = (
        edges.selectExpr("kind", "least(from_entity, to_entity) AS one", "greatest(from_entity, to_entity) AS other")
        .groupBy("one", "other")
        .agg(F.count_distinct("kind").cast("double").alias("weight"))
    )
    lending = lenders.join(serving, on=F.col("entity") == F.col("entity_id"), how="left_anti")
    for end in ("one", "other"):
        pairs = (
            pairs.join(serving.selectExpr(f"entity_id AS {end}"), on=end, how="left_anti")
            .join(lending.selectExpr(f"entity AS {end}", f"true AS {end}_lends"), on=end, how="left")
            .fillna(False, [f"{end}_lends"])
        )
    ties = pairs.where("one_lends OR other_lends").selectExpr(
        "one", "other", "weight", "if(one_lends AND other_lends, NULL, if(one_lends, other, one)) AS go_between"
    )
    # Each tie of a go-between is one lender it is tied to.
    tying = ties.groupBy("go_between").agg(F.count("*").alias("lenders")).where("lenders >= 2")
    return (
        ties.join(tying, on="go_between", how="left")
        .where("go_between IS NULL OR lenders IS NOT NULL")
        .select("one", "other", "weight")
    )


def members(edges: DataFrame, lending: Lending, as_of: date, seed: int) -> DataFrame:
    """`graph.members`: one row per entity at an end of this night's `edges`.

    `lending` says who lends and who holds a licence; one in force on `as_of` makes a hub.
    """
    serving = hubs(edges, lending.licences, as_of).localCheckpoint(eager=False)
    tying = joining(edges, lending).localCheckpoint(eager=False)
    # Of an agent only those are counted whom these edges tie: a ring's house lawyer has other clients as well.
    hubs_here = hubs(tying, lending.licences, as_of).localCheckpoint(eager=False)
    tying = groups_agents(tying, lending.lenders, hubs_here)
    ties = lender_ties(tying, lending.lenders, hubs_here).localCheckpoint(eager=False)
    grouped = communities(ties, seed).localCheckpoint(eager=False)
    return _assembled(_ends(edges), serving, _reach(edges, serving), grouped, measured(ties, grouped, seed))


def _ends(edges: DataFrame) -> DataFrame:
    """One row per entity with an edge: degree, and what decides its role."""
    ends = edges.selectExpr("from_entity AS entity_id", "to_entity AS neighbour", "kind", "true AS acts").union(
        edges.selectExpr("to_entity", "from_entity", "kind", "false")
    )
    made = {
        "degree": "count(DISTINCT neighbour)",
        "lends": "max(kind IN ('lends_to', 'sues') AND acts OR kind = 'mortgages_to' AND NOT acts)",
        "arranges": "max(kind IN ('represents', 'notarises_for') AND acts)",
        "offices": "count(DISTINCT CASE WHEN kind = 'officer_of' AND acts THEN neighbour END)",
        "owns": "max(kind = 'shareholder_of' AND acts)",
        "borrows": "max(kind IN ('lends_to', 'sues') AND NOT acts OR kind = 'mortgages_to' AND acts)",
    }
    counted = ends.groupBy("entity_id").agg(*(F.expr(how).alias(name) for name, how in made.items()))
    role = f"""CASE
        WHEN lends THEN 'lender'
        WHEN arranges THEN 'intermediary'
        WHEN offices >= {SEVERAL_COMPANIES} AND NOT owns THEN 'nominee'
        WHEN borrows THEN 'borrower'
        ELSE 'other' END"""
    return counted.selectExpr("entity_id", "degree", f"{role} AS role")


def _reach(edges: DataFrame, serving: DataFrame) -> DataFrame:
    """(entity_id, component_id) over all edges that touch no hub."""
    pairs = edges.selectExpr("from_entity AS one", "to_entity AS other").distinct()
    for end in ("one", "other"):
        pairs = pairs.join(serving.withColumnRenamed("entity_id", end), on=end, how="left_anti")
    return components(pairs)


def _assembled(
    ends: DataFrame, serving: DataFrame, reach: DataFrame, grouped: DataFrame, measures: DataFrame
) -> DataFrame:
    sizes = grouped.groupBy("community_id").agg(F.count("*").alias("community_size"))
    placed = (
        ends.join(serving.selectExpr("entity_id", "true AS is_hub"), on="entity_id", how="left")
        .join(reach, on="entity_id", how="left")
        .join(grouped.join(sizes, on="community_id", how="inner"), on="entity_id", how="left")
        .join(measures, on="entity_id", how="left")
    )
    small = f"coalesce(community_size, 1) <= {MOST_MEMBERS}"

    def guarded(value: str) -> str:
        return f"CASE WHEN {small} THEN {value} END"

    return placed.selectExpr(
        "entity_id",
        "coalesce(component_id, entity_id) AS component_id",
        "coalesce(community_id, entity_id) AS community_id",
        "coalesce(community_size, 1L) AS community_size",
        "coalesce(is_hub, false) AS is_hub",
        "degree",
        f"{guarded('coalesce(betweenness, 0D)')} AS betweenness",
        f"{guarded('coalesce(core_number, 0L)')} AS core_number",
        f"{guarded('coalesce(bridges, 0L)')} AS bridges",
        f"{guarded('coalesce(community_density, 0D)')} AS community_density",
        f"{guarded('role')} AS role",
    )
