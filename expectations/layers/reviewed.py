"""What people decided, as a night reads it."""

from __future__ import annotations

from expectations.layers.declaration import LayerTable

REVIEWS = LayerTable(
    "bronze.reviews",
    "one decision of a person on one list row, one correction or one signature",
    ("review_id",),
    (
        ("review_id", "string", "never null"),
        ("kind", "string", "decision, correction or signature"),
        ("list_name", "string", "lenders, companies, disputes or candidates"),
        ("subject_id", "string", "entity, dispute or nomination the review is about"),
        ("decision", "string", "confirmed, dismissed, needs_more, corrected or signed"),
        ("reviewer", "string", "who decided"),
        ("reason", "string", "why, in the reviewer's words"),
        ("decided_on", "date", "when it was decided"),
        ("known_on", "date", "a night reads it when known_on < as_of"),
    ),
)

LINK_VERDICTS = LayerTable(
    "bronze.link_verdicts",
    "one verdict of a reviewer on two mentions that stands: taken back by then, it is left out",
    ("verdict_id",),
    (
        ("verdict_id", "string", "never null"),
        ("left_id", "string", "mention (source_row_id/role); the one whose number a verdict against a number refutes"),
        ("right_id", "string", "the other mention"),
        ("verdict", "string", "must_link or must_not_link"),
        ("reviewer", "string", "who decided"),
        ("reason", "string", "why, in the reviewer's words"),
        ("decided_on", "date", "when it was decided"),
        ("known_on", "date", "a night obeys it when known_on < as_of; of one pair the last one counts"),
    ),
)

MODEL_APPROVALS = LayerTable(
    "bronze.model_approvals",
    "one approval of one model version for one source",
    ("approval_id",),
    (
        ("approval_id", "string", "never null"),
        ("model_name", "string", "registered model name"),
        ("model_version", "string", "registered model version"),
        ("source", "string", "the source whose history it was trained on"),
        ("approver", "string", "who approved"),
        ("reason", "string", "why"),
        ("approved_on", "date", "when"),
        ("known_on", "date", "the model is in force for nights with as_of > known_on"),
    ),
)
