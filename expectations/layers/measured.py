"""What is measured of each subject, and the evidence it makes."""

from __future__ import annotations

from expectations.layers.declaration import LayerTable

JUDGMENT_FACTS = LayerTable(
    "features.judgment_facts",
    "one document of a court: what it says of the loans sued for, null where it does not say or says two things",
    ("source_row_id",),
    (
        ("source_row_id", "string", "row of bronze.judgment_texts"),
        ("department", "string", "department that delivered the document"),
        ("source_place", "string", "delivery and number of its file, as in quarantine.delivered_files"),
        ("source_row", "bigint", "row in the file"),
        ("case_no", "string", "case number, never null"),
        ("document_kind", "string", "judgment, ruling or mediation_agreement"),
        ("event_on", "date", "day the document was given; null: not recorded"),
        ("known_on", "date", "day of delivery"),
        (
            "principal_fen",
            "bigint",
            "face of all loans, in fen: as the court found it, else as the plaintiff says",
        ),
        ("net_fen", "bigint", "what arrived, in fen, where the court found less than the face"),
        ("delivered_in_full", "boolean", "the court found in so many words that all of it arrived; never false"),
        (
            "agreed_rate_monthly_percent",
            "double",
            "agreed, percent a month: a yearly one over 12, a daily one x 30",
        ),
        (
            "overdue_rate_monthly_percent",
            "double",
            "holds only after the due day or the suit, percent a month",
        ),
        ("first_loan_on", "date", "day of the first loan"),
        ("due_on", "date", "last due day agreed"),
        ("defendant_absent", "boolean", "one of them stayed away (true), or answered and none is said to have (false)"),
        ("has_guarantor", "boolean", "somebody stood surety; false where no word of surety stands in the document"),
        ("transfer_method", "string", "cash, transfer or both; unknown where nobody speaks of it"),
        ("interest_deducted", "boolean", "interest or a fee was kept back from the money; never false"),
        ("outcome", "string", "how the suit ended, by the ruling"),
        ("withdrawn", "boolean", "the suit was withdrawn; null without a ruling"),
        ("guarantors", "bigint", "parties who stood surety; null: unclear, or nobody that is named"),
        (
            "agents",
            "array<struct<party_row:string,for_plaintiff:boolean,capacity:string>>",
            "agents of the case of whom the document says anything, by their row of bronze.case_parties",
        ),
        (
            "sentences",
            "array<struct<fact:string,first_character:bigint,end_character:bigint>>",
            "where the sentence of each fact stands in the document: characters from 0, the end left out",
        ),
    ),
)

LENDER_FEATURES = LayerTable(
    "features.lenders",
    "one entity with a lending act known before as_of",
    ("entity_id",),
    (
        ("entity_id", "string", "pseudonymous id"),
        ("entity_kind", "string", "person or company"),
        (
            "licensed",
            "boolean",
            "holds a lending licence in force: counted, never ranked; null: no register of licences was ever delivered",
        ),
        ("weakest_link", "double", "least probability among its rows"),
    ),
    open_ended=True,
)

LENDER_GROUP_FEATURES = LayerTable(
    "features.lender_groups",
    "one community of graph.members with at least two lenders: what they did together, each borrower counted once",
    ("community_id",),
    (
        ("community_id", "string", "as in graph.members"),
        ("members", "bigint", "everybody in the community, lenders and those who tie them"),
        ("lenders", "bigint", "members with a lending act, two or more"),
        ("lending_companies", "bigint", "companies among the lenders"),
        ("intermediaries", "bigint", "members with that role; null over the size guard"),
        (
            "nominees",
            "bigint",
            "members with offices in several companies and no share or lending act on record; null over the size guard",
        ),
        ("community_density", "double", "edges over possible edges; null over the size guard"),
        ("weakest_link", "double", "least probability among the rows of its lenders"),
    ),
    open_ended=True,
)

COMPANY_FEATURES = LayerTable(
    "features.companies",
    "one company",
    ("entity_id",),
    (("entity_id", "string", "pseudonymous id"), ("weakest_link", "double", "least probability among its rows")),
    open_ended=True,
)

DISPUTE_FEATURES = LayerTable(
    "features.disputes",
    "one dispute with an event in the 90 days before as_of",
    ("dispute_id",),
    (("dispute_id", "string", "pseudonymous id"), ("weakest_link", "double", "least probability among its rows")),
    open_ended=True,
)

EVIDENCE = LayerTable(
    "features.evidence_items",
    "one rule that speaks for or against a concern about one subject",
    ("evidence_id",),
    (
        ("evidence_id", "string", "keyed from subject and rule"),
        ("list_name", "string", "lenders, companies or disputes"),
        ("subject_id", "string", "entity or dispute"),
        ("rule", "string", "rule_<step>_<pattern>, or counter_<pattern> where it speaks for the subject"),
        ("polarity", "string", "for or against the concern"),
        ("step", "int", "1..5 of the trap-loan opinion; for companies the dimension 1..5; null where neither"),
        ("law", "string", "id of the row in law/ that stands behind it"),
        ("value", "double", "what was measured; null for rules that are yes or no"),
        ("threshold", "double", "what it was held against; null for rules that are yes or no"),
        ("sentence_zh", "string", "in Chinese, without names"),
        ("sentence_en", "string", "in English, without names"),
        ("departments", "array<string>", "departments of the cited rows, sorted"),
        ("source_row_ids", "array<string>", "rows cited, sorted, at most 20"),
        (
            "citations",
            "array<string>",
            "place and row of each (`delivery, file 1#row`), in their order",
        ),
        ("last_on", "date", "latest event cited; null when undated, or no row is an event"),
    ),
)
