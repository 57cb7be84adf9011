"""What people see: lists and the clue map, and the lineage behind them."""

from __future__ import annotations

from expectations.layers.declaration import LayerTable

_LIST = (
    ("rank", "int", "1 is first; ties broken by id"),
    ("rank_with_ties", "int", "equal scores share it"),
    ("subject_id", "string", "entity or dispute"),
    ("entity_kind", "string", "person, company or dispute"),
    ("as_of", "date", "the night"),
    ("expires_on", "date", "the row means nothing from this day on"),
    ("method", "string", "model or rules_only"),
    ("model_name", "string", "null when rules_only"),
    ("model_version", "string", "null when rules_only"),
    ("score", "double", "as in scores"),
    ("score_low", "double", "as in scores"),
    ("score_high", "double", "as in scores"),
    ("band", "string", "disputes only"),
    ("steps_evidenced", "int", "steps (dimensions) with evidence; null for disputes"),
    ("steps_observable", "int", "steps whose departments delivered; null for disputes"),
    (
        "reasons",
        "array<struct<feature:string,value:double,contribution:double,sentence_zh:string,sentence_en:string>>",
        "top reasons, strongest first",
    ),
    ("evidence_ids", "array<string>", "sorted"),
    ("counter_evidence_ids", "array<string>", "sorted"),
    ("weakest_link", "double", "least identity probability behind the row"),
    ("departments", "array<string>", "departments of its evidence, sorted"),
    ("departments_missing", "array<string>", "departments that never delivered, or are later than their habit"),
    ("would_change_zh", "string", "what would change this line"),
    ("would_change_en", "string", "the same in English"),
    ("service", "string", "disputes: the service recommended; null elsewhere"),
    ("review_status", "string", "unreviewed until a person decides"),
    ("run_id", "string", "run that made it; left out of digests"),
)

LENDER_LIST = LayerTable("lists.lenders", "one listed lender", ("subject_id",), _LIST)

COMPANY_LIST = LayerTable("lists.companies", "one listed company", ("subject_id",), _LIST)

DISPUTE_LIST = LayerTable("lists.disputes", "one listed dispute", ("subject_id",), _LIST)

CLUE_AREAS = LayerTable(
    "maps.clue_areas",
    "one list and one community or village of the standard addresses",
    ("list_name", "area_code"),
    (
        ("list_name", "string", "lenders or companies"),
        ("area_code", "string", "district code, street and community, joined by /"),
        ("street", "string", "street or town"),
        ("community", "string", "community or village"),
        ("middle_longitude", "double", "middle of its addresses; null when none was surveyed"),
        ("middle_latitude", "double", "middle of its addresses; null when none was surveyed"),
        ("subjects", "bigint", "subjects with evidence here, five or more; null when fewer, or withheld beside one"),
        ("steps", "array<int>", "steps (dimensions) of those rules, sorted; empty when subjects is null"),
        ("rules", "array<string>", "rules that fired for five of them or more, sorted; empty when subjects is null"),
        ("map_as_of", "date", "the night that drew the month's map"),
    ),
)

CLUE_TOTALS = LayerTable(
    "maps.clue_totals",
    "one list, summed over the map's areas",
    ("list_name",),
    (
        ("list_name", "string", "lenders or companies"),
        ("areas", "bigint", "communities and villages of the map"),
        ("areas_told", "bigint", "those whose number is told"),
        (
            "subjects",
            "bigint",
            "sum over all areas, a subject in two areas twice; null when it would tell a withheld one",
        ),
        ("unplaced", "bigint", "subjects none of whose evidence has a place; null when fewer than five"),
        ("map_as_of", "date", "the night that drew the month's map"),
    ),
)

TABLE_VERSIONS = LayerTable(
    "lineage.table_versions",
    "one input partition of one committed partition, as of the night",
    ("table", "partition", "input_table", "input_partition"),
    (
        ("table", "string", "table made"),
        ("partition", "string", "partition made"),
        ("job", "string", "job that made it"),
        ("rows", "bigint", "rows in it"),
        ("digest", "string", "canonical digest of its rows"),
        ("code_revision", "string", "revision of the code"),
        ("input_table", "string", "table read; null when it read none"),
        ("input_partition", "string", "partition read"),
        ("input_digest", "string", "digest of what was read"),
    ),
)
