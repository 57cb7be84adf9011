"""The tables Mingjing makes itself: columns, types and meaning, from quarantine to lineage.

Bronze tables follow from the departments' contracts; feature columns follow from the feature declarations. Everything
else is here, so that a job's output can be held against it and a reader can look it up.
"""

from __future__ import annotations

from expectations.layers.declaration import LayerTable
from expectations.layers.delivered import DELIVERED_FILES, REJECTED_ROWS
from expectations.layers.graph import EDGES, MEMBERS
from expectations.layers.linked import (
    ADDRESSES,
    CROSSWALK,
    DISPUTES,
    ENTITIES,
    ENTITY_CHANGES,
    IDENTITIES,
    LINKS,
    REVIEW_ITEMS,
    STANDARD_ADDRESSES,
)
from expectations.layers.measured import (
    COMPANY_FEATURES,
    DISPUTE_FEATURES,
    EVIDENCE,
    JUDGMENT_FACTS,
    LENDER_FEATURES,
    LENDER_GROUP_FEATURES,
)
from expectations.layers.published import (
    CLUE_AREAS,
    CLUE_TOTALS,
    COMPANY_LIST,
    DISPUTE_LIST,
    LENDER_LIST,
    TABLE_VERSIONS,
)
from expectations.layers.reviewed import LINK_VERDICTS, MODEL_APPROVALS, REVIEWS
from expectations.layers.scored import CANDIDATE_CHECKS, COMPANY_SCORES, DISPUTE_SCORES, LENDER_SCORES, REASONS

LAYER_TABLES: dict[str, LayerTable] = {
    table.name: table
    for table in (
        REVIEWS,
        LINK_VERDICTS,
        MODEL_APPROVALS,
        REJECTED_ROWS,
        DELIVERED_FILES,
        CROSSWALK,
        ENTITIES,
        IDENTITIES,
        DISPUTES,
        LINKS,
        REVIEW_ITEMS,
        ENTITY_CHANGES,
        ADDRESSES,
        STANDARD_ADDRESSES,
        EDGES,
        MEMBERS,
        JUDGMENT_FACTS,
        LENDER_FEATURES,
        LENDER_GROUP_FEATURES,
        COMPANY_FEATURES,
        DISPUTE_FEATURES,
        EVIDENCE,
        LENDER_SCORES,
        COMPANY_SCORES,
        DISPUTE_SCORES,
        REASONS,
        CANDIDATE_CHECKS,
        LENDER_LIST,
        COMPANY_LIST,
        DISPUTE_LIST,
        CLUE_AREAS,
        CLUE_TOTALS,
        TABLE_VERSIONS,
    )
}
"""Every table of a later layer by its name."""

__all__ = [
    "ADDRESSES",
    "CANDIDATE_CHECKS",
    "CLUE_AREAS",
    "CLUE_TOTALS",
    "COMPANY_FEATURES",
    "COMPANY_LIST",
    "COMPANY_SCORES",
    "CROSSWALK",
    "DELIVERED_FILES",
    "DISPUTES",
    "DISPUTE_FEATURES",
    "DISPUTE_LIST",
    "DISPUTE_SCORES",
    "EDGES",
    "ENTITIES",
    "ENTITY_CHANGES",
    "EVIDENCE",
    "IDENTITIES",
    "JUDGMENT_FACTS",
    "LAYER_TABLES",
    "LENDER_FEATURES",
    "LENDER_GROUP_FEATURES",
    "LENDER_LIST",
    "LENDER_SCORES",
    "LINKS",
    "LINK_VERDICTS",
    "MEMBERS",
    "MODEL_APPROVALS",
    "REASONS",
    "REJECTED_ROWS",
    "REVIEWS",
    "REVIEW_ITEMS",
    "STANDARD_ADDRESSES",
    "TABLE_VERSIONS",
    "LayerTable",
]
