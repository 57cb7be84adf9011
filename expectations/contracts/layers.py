"""The tables Mingjing makes itself: columns, types and meaning, from quarantine to lineage.

Bronze tables follow from the departments' contracts; feature columns follow from the feature declarations. Everything
else is here, so that a job's output can be held against it and a reader can look it up.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LayerTable:
    """One table of a later layer: `name` is layer.plural_noun, `columns` are (name, Spark type, meaning with null)."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[tuple[str, str, str], ...]
    open_ended: bool = False
    """True where declared feature columns follow the ones named here."""

    @property
    def ddl(self) -> str:
        """The Spark schema string of the named columns."""
        return ", ".join(f"`{name}` {kind}" for name, kind, _ in self.columns)


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

REJECTED_ROWS = LayerTable(
    "quarantine.rejected_rows",
    "one rejected row of one delivered file",
    ("rejection_id",),
    (
        ("rejection_id", "string", "never null; keyed, free of personal data"),
        ("source", "string", "source the delivery belongs to"),
        ("department", "string", "department that delivered it"),
        ("table", "string", "contract it was read under; null when no contract took the file"),
        ("source_file", "string", "path under landing"),
        ("source_row", "bigint", "row in the file"),
        ("column", "string", "column that broke the rule; null when the row or file as a whole did"),
        ("rule", "string", "reason, one of the declared reasons"),
        ("original_text", "string", "the row as it was delivered, joined by tabs"),
        ("source_row_id", "string", "id of the record, as bronze would hold it; null when its key could not be read"),
        ("known_on", "date", "day of delivery"),
    ),
)

DELIVERED_FILES = LayerTable(
    "quarantine.delivered_files",
    "one delivered file: accounted for row by row",
    ("source_file",),
    (
        ("source", "string", "source the delivery belongs to"),
        ("department", "string", "department that delivered it"),
        ("table", "string", "contract it was read under; null when it is not mapped"),
        ("source_file", "string", "path under landing"),
        ("source_place", "string", "never null; delivery and number in it: the file as it is told outside the vault"),
        ("status", "string", "read, refused (all its rows are in quarantine), unmapped or unreadable"),
        ("reason", "string", "why it was not read, or which optional columns a read file lacks; null when neither"),
        ("encoding", "string", "encoding or workbook format found; null when it cannot be decoded"),
        ("rows_in", "bigint", "data rows found: no titles, headers or blank rows; 0 when unmapped or unreadable"),
        ("rows_accepted", "bigint", "rows in bronze"),
        ("rows_quarantined", "bigint", "rows in quarantine.rejected_rows; rows_in = accepted + quarantined"),
        ("bytes", "bigint", "size of the file"),
        ("sha256", "string", "digest of the file"),
        ("known_on", "date", "day of delivery"),
    ),
)

CROSSWALK = LayerTable(
    "linked.crosswalks",
    "one mention (source row and role) and the entity it was linked to",
    ("source_row_id", "role"),
    (
        ("source_row_id", "string", "row of a bronze table"),
        ("table", "string", "bronze table without its layer"),
        ("role", "string", "role of the mention in the contract"),
        ("known_on", "date", "delivery of the record's version that was linked"),
        ("entity_id", "string", "pseudonymous id; P... a person, C... a company"),
        ("entity_kind", "string", "person or company"),
        ("links_only", "boolean", "true: a reporter or victim; the row links to the entity and goes no further"),
        ("method", "string", "how it was linked: citizen_id or credit_code by its own number, alone by nothing"),
        ("probability", "double", "weakest link on its surest way to the entity's core; 1 for a number, 0.5 for alone"),
        ("explanation_zh", "string", "the levels that made it, in Chinese"),
        ("explanation_en", "string", "the same in English"),
    ),
)

ENTITIES = LayerTable(
    "linked.entities",
    "one person or company",
    ("entity_id",),
    (
        ("entity_id", "string", "pseudonymous, stable over nights"),
        ("entity_kind", "string", "person or company"),
        ("records", "bigint", "rows that say something of it, links_only rows left out"),
        ("departments", "array<string>", "departments those rows come from, sorted"),
        ("weakest_link", "double", "least probability among its rows"),
        ("has_valid_number", "boolean", "a valid citizen id or credit code stands behind it"),
        ("conflict", "boolean", "not scored until a reviewer looked: see linked.review_items"),
    ),
)

LINKS = LayerTable(
    "linked.links",
    "one pair of mentions that were compared and are likelier one entity than the threshold",
    ("left_id", "right_id", "level"),
    (
        ("left_id", "string", "mention (source_row_id/role), the smaller of the two"),
        ("right_id", "string", "the other mention"),
        ("probability", "double", "that they are one entity, rounded to 1e-6; whether they became one, see crosswalks"),
        ("level", "string", "what agreed, keys of its words joined by +"),
        ("version", "string", "rules or model that compared them"),
    ),
)

REVIEW_ITEMS = LayerTable(
    "linked.review_items",
    "one doubt about who is who, for a reviewer",
    ("kind", "left_id", "right_id"),
    (
        ("kind", "string", "two_numbers, size, density, bridge or verdict_without_effect"),
        ("left_id", "string", "mention (source_row_id/role) at one end of the link in question"),
        ("right_id", "string", "mention at the other end"),
        ("probability", "double", "of that link; 1 where it is a reviewer's"),
        ("entity_ids", "array<string>", "entities that it concerns, sorted"),
        ("held_ids", "array<string>", "those of them that are not scored until somebody looked, sorted"),
        ("explanation_zh", "string", "what to look at, in Chinese"),
        ("explanation_en", "string", "the same in English"),
        (
            "agreed_zh",
            "string",
            "what agreed between the two, in Chinese; null where only a verdict links them",
        ),
        ("agreed_en", "string", "the same in English"),
    ),
)

ENTITY_CHANGES = LayerTable(
    "linked.entity_changes",
    "one entity of the night before, of which mentions are with another one now",
    ("from_id", "to_id"),
    (
        ("kind", "string", "merge, split or renamed"),
        ("from_id", "string", "entity in which the mentions were"),
        ("to_id", "string", "entity in which they are"),
        ("mentions", "bigint", "mentions that went from one to the other"),
        ("why", "string", "record_changed, verdict or new_links"),
        ("explanation_zh", "string", "why, in Chinese"),
        ("explanation_en", "string", "the same in English"),
    ),
)

IDENTITIES = LayerTable(
    "linked.identities",
    "THE VAULT: one value of one identifying attribute of one entity",
    ("entity_id", "attribute", "value"),
    (
        ("entity_id", "string", "pseudonymous id"),
        ("attribute", "string", "name, citizen_id, credit_code, phone, address or birth_on"),
        ("value", "string", "as recorded, normalised"),
        ("records", "bigint", "rows that carry it"),
        ("last_known_on", "date", "latest delivery that carries it"),
    ),
)

DISPUTES = LayerTable(
    "linked.disputes",
    "one event of one dispute; a dispute is the events between the same two parties",
    ("source_row_id",),
    (
        ("dispute_id", "string", "pseudonymous id of the dispute"),
        ("source_row_id", "string", "row of a bronze table"),
        ("table", "string", "bronze table without its layer"),
        ("department", "string", "department of the row"),
        ("event_on", "date", "when it happened; null when not recorded"),
        ("known_on", "date", "when it was delivered"),
        ("parties_known", "boolean", "false: a party is anonymous, so the event is a dispute of its own"),
    ),
)

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
        ("defendant_absent", "boolean", "all defendants stayed away (true) or answered (false)"),
        ("has_guarantor", "boolean", "somebody stood surety; false where no word of surety stands in the document"),
        ("transfer_method", "string", "cash, transfer or both; unknown where nobody speaks of it"),
        ("interest_deducted", "boolean", "interest or a fee was kept back from the money; never false"),
        ("outcome", "string", "how the suit ended, by the ruling"),
        ("withdrawn", "boolean", "the suit was withdrawn; null without a ruling"),
        ("guarantors", "bigint", "parties who stood surety; null: unclear, or nobody that is named"),
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
        ("licensed", "boolean", "holds a lending licence in force: counted, never ranked"),
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
        ("nominees", "bigint", "members with that role; null over the size guard"),
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
        ("last_on", "date", "latest event cited; null when undated"),
    ),
)

_SCORES = (
    ("subject_id", "string", "entity or dispute"),
    ("entity_kind", "string", "person, company or dispute"),
    ("method", "string", "model or rules_only"),
    ("model_name", "string", "registered model; null when rules_only"),
    ("model_version", "string", "version in force; null when rules_only"),
    ("score", "double", "0..1, rounded to 1e-9: a probability when method is model, else a share of the rules"),
    ("score_low", "double", "lower end of the 80 % interval; null when rules_only"),
    ("score_high", "double", "upper end; null when rules_only"),
    ("baseline_score", "double", "the one-feature baseline beside it, 0..1"),
    ("band", "string", "disputes: low, moderate, high or urgent; null elsewhere"),
    ("eligible", "boolean", "may stand on a list; the reason stands in why_not"),
    ("why_not", "string", "licensed, identity_conflict, no_evidence, one_step_only, one_department_only or null"),
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
