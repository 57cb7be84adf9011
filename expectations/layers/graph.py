"""Who is tied to whom."""

from __future__ import annotations

from expectations.layers.declaration import LayerTable

EDGES = LayerTable(
    "graph.edges",
    "one typed relation between two entities, from dated source rows",
    ("edge_id",),
    (
        ("edge_id", "string", "keyed from kind and ends"),
        ("kind", "string", "one of the declared edge kinds"),
        ("from_entity", "string", "the one who acts: lender, plaintiff, agent, officer, holder"),
        ("to_entity", "string", "the one acted on; for shared phone and address the larger id"),
        ("first_on", "date", "earliest event; null when no row is dated"),
        ("last_on", "date", "latest event; null when no row is dated"),
        ("rows", "bigint", "source rows behind it"),
        ("amount_fen", "bigint", "sum over source rows; null when no row has an amount"),
        ("departments", "array<string>", "departments of the source rows, sorted"),
        ("source_row_ids", "array<string>", "source rows, sorted, at most 50"),
    ),
)

MEMBERS = LayerTable(
    "graph.members",
    "one entity with an edge, and where it stands in the graph",
    ("entity_id",),
    (
        ("entity_id", "string", "pseudonymous id"),
        ("component_id", "string", "smallest entity id of its connected component, over edges that are not hubs'"),
        ("community_id", "string", "smallest entity id of its community"),
        ("community_size", "bigint", "members of the community"),
        ("is_hub", "boolean", "serves everybody (bank, notary, lawyer): its edges join nobody"),
        ("degree", "bigint", "distinct neighbours"),
        ("betweenness", "double", "share of shortest paths in the community through it; null over the size guard"),
        ("core_number", "bigint", "largest k such that it is in the k-core; null over the size guard"),
        ("bridges", "bigint", "its ties without which the community falls in two; null over the size guard"),
        ("community_density", "double", "edges over possible edges; null over the size guard"),
        ("role", "string", "lender, intermediary, nominee, borrower or other; null over the size guard"),
    ),
)
