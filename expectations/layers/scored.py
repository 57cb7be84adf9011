"""Scores, reasons and candidate checks."""

from __future__ import annotations

from expectations.layers.declaration import LayerTable

_SCORES = (
    ("subject_id", "string", "entity or dispute"),
    ("entity_kind", "string", "person, company or dispute"),
    ("method", "string", "model or rules_only"),
    ("model_name", "string", "registered model; null when rules_only"),
    ("model_version", "string", "version in force; null when rules_only"),
    (
        "score",
        "double",
        "0..1, rounded to 1e-9: a probability when method is model, else a share of the rules; null, as all that comes "
        "of it, when why_not is identity_conflict",
    ),
    ("score_low", "double", "lower end of the 80 % interval; null when rules_only"),
    ("score_high", "double", "upper end; null when rules_only"),
    ("baseline_score", "double", "the one-feature baseline beside it, 0..1"),
    ("band", "string", "disputes: low, moderate, high or urgent; null elsewhere"),
    ("eligible", "boolean", "may stand on a list; the reason stands in why_not"),
    (
        "why_not",
        "string",
        "licensed, licences_unknown, identity_conflict, no_evidence, one_step_only, one_department_only or null",
    ),
)

LENDER_SCORES = LayerTable("scores.lenders", "one lender", ("subject_id",), _SCORES)

COMPANY_SCORES = LayerTable("scores.companies", "one company", ("subject_id",), _SCORES)

DISPUTE_SCORES = LayerTable("scores.disputes", "one dispute", ("subject_id",), _SCORES)

REASONS = LayerTable(
    "scores.reasons",
    "one of the top reasons of one scored subject",
    ("list_name", "subject_id", "place"),
    (
        ("list_name", "string", "lenders, companies or disputes"),
        ("subject_id", "string", "entity or dispute"),
        ("place", "int", "1 is the strongest"),
        ("feature", "string", "feature column, or rule when method is rules_only"),
        ("value", "double", "the feature's value; null when unknown"),
        ("contribution", "double", "what it adds to the log-odds, or to the share of rules; rounded to 1e-9"),
        ("sentence_zh", "string", "in Chinese, without names"),
        ("sentence_en", "string", "in English, without names"),
    ),
)

CANDIDATE_CHECKS = LayerTable(
    "lists.candidate_checks",
    "one candidate x one ground",
    ("nomination_id", "ground"),
    (
        ("nomination_id", "string", "source_row_id of the nomination"),
        ("entity_id", "string", "candidate; null when identity is not proven"),
        ("village_code", "string", "committee stood for"),
        ("ground", "string", "id of the ground in law/"),
        ("kind", "string", "statute or policy"),
        ("outcome", "string", "no_document_found, document_found_confirm or identity_not_proven"),
        ("document_row_ids", "array<string>", "documents to confirm by hand"),
        ("citations", "array<string>", "place and row of each (`delivery, file 1#row`)"),
        ("sentence_zh", "string", "in Chinese"),
        ("sentence_en", "string", "in English"),
        ("as_of", "date", "the night"),
        ("review_status", "string", "unreviewed, or signed once two people signed"),
    ),
)
