"""What became of yesterday's entities: the merge and split log."""

from __future__ import annotations

WHY: dict[str, tuple[str, str]] = {
    "record_changed": ("部门更正了记录", "its department corrected a record"),
    "verdict": ("复核人员的结论", "a reviewer''s verdict"),
    "new_links": (
        "记录新增或撤回、复核结论被撤回或比对模型更新，改变了连接",
        "new or withdrawn records, a verdict taken back or a new model changed what is linked",
    ),
}
"""Why a mention is now with another entity, in Chinese and English, as SQL quotes it."""


def _said(language: int) -> str:
    cases = " ".join(f"WHEN '{key}' THEN '{words[language]}'" for key, words in WHY.items())
    return f"CASE why {cases} END"


CHANGES = f"""
WITH now AS (
    SELECT mention_id, known_on, coalesce(resolved.entity_id, own_id, alone_id) AS entity_id
    FROM normal LEFT JOIN resolved USING (mention_id) WHERE NOT links_only
),
pairs AS (
    SELECT known.entity_id AS from_id, now.entity_id AS to_id, count(*) AS mentions,
           bool_or(known.known_on <> now.known_on) AS changed,
           bool_or(mention_id IN (SELECT mention_id FROM judged)) AS judged
    FROM known JOIN now USING (mention_id) WHERE NOT known.links_only GROUP BY ALL
),
ways AS (SELECT from_id, count(*) AS ways, bool_or(judged) AS parted FROM pairs GROUP BY from_id),
sources AS (SELECT to_id, count(*) AS sources, bool_or(judged) AS joined FROM pairs GROUP BY to_id),
told AS (
    SELECT CASE WHEN ways > 1 OR from_id IN (SELECT entity_id FROM now) THEN 'split'
                WHEN sources > 1 THEN 'merge' ELSE 'renamed' END AS kind,
           from_id, to_id, mentions,
           CASE WHEN changed THEN 'record_changed' WHEN parted OR joined THEN 'verdict' ELSE 'new_links' END AS why
    FROM pairs JOIN ways USING (from_id) JOIN sources USING (to_id) WHERE from_id <> to_id
)
SELECT *, {_said(0)} AS explanation_zh, {_said(1)} AS explanation_en FROM told
"""
"""SQL of `linked.entity_changes`: one row per pair of an entity of yesterday's and another that has mentions of it now.

A pair is a `split` where the old entity goes on or its mentions went several ways; else a `merge` where the new one has
mentions of other entities too; else it is only `renamed`. Reporters and victims are left out: they are part of no
entity. Reads `normal` (tonight's mentions), `resolved` (entities of some of them), `known` (yesterday's crosswalk) and
`judged` (mentions with a verdict).
"""
