"""What became of yesterday's entities: the merge and split log."""

from __future__ import annotations

WHY: dict[str, tuple[str, str]] = {
    "record_changed": (
        "部门更正了记录，或其号码按其他记录改归他人",
        "its department corrected a record, or other records now tell whose its number is",
    ),
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
WITH those AS (
    SELECT mention_id, own_id, alone_id, links_only FROM involved
    UNION ALL SELECT mention_id, own_id, alone_id, links_only FROM unsettled
    WHERE here AND mention_id NOT IN (SELECT mention_id FROM involved)
),
concerned AS (
    SELECT mention_id, coalesce(was, those.own_id, those.alone_id) AS from_id,
           coalesce(resolved.entity_id, those.own_id, those.alone_id) AS to_id, coalesce(changed, false) AS changed,
           unsettled.mention_id IS NULL OR was IS NOT NULL AND NOT attached AS known
    FROM those LEFT JOIN unsettled USING (mention_id) LEFT JOIN resolved USING (mention_id)
    WHERE NOT those.links_only
),
moved AS (SELECT DISTINCT from_id, to_id FROM concerned WHERE known AND from_id <> to_id),
touched AS (SELECT from_id AS entity_id FROM moved UNION SELECT to_id FROM moved),
-- All others are with the entity that their number, or they alone, make, as they were yesterday.
stayed AS (
    SELECT mention_id, coalesce(own_id, alone_id) AS entity_id FROM normal
    SEMI JOIN touched ON coalesce(own_id, alone_id) = entity_id ANTI JOIN concerned USING (mention_id)
    WHERE NOT links_only
),
placed AS (
    SELECT mention_id, from_id, to_id, changed FROM concerned
    WHERE known AND (from_id IN (FROM touched) OR to_id IN (FROM touched))
    UNION ALL SELECT mention_id, entity_id, entity_id, false FROM stayed
),
now AS (SELECT to_id AS entity_id FROM concerned UNION SELECT entity_id FROM stayed),
pairs AS (
    SELECT from_id, to_id, count(*) AS mentions, bool_or(changed) AS changed,
           bool_or(mention_id IN (FROM judged_since)) AS judged
    FROM placed GROUP BY ALL
),
ways AS (SELECT from_id, count(*) AS ways, bool_or(judged) AS parted FROM pairs GROUP BY from_id),
sources AS (SELECT to_id, count(*) AS sources, bool_or(judged) AS joined FROM pairs GROUP BY to_id),
told AS (
    SELECT CASE WHEN ways > 1 OR from_id IN (SELECT entity_id FROM now) THEN 'split'
                WHEN sources > 1 THEN 'merge' ELSE 'renamed' END AS kind,
           from_id, to_id, mentions,
           CASE WHEN judged THEN 'verdict' WHEN changed THEN 'record_changed' WHEN parted OR joined THEN 'verdict'
                ELSE 'new_links' END AS why
    FROM pairs JOIN ways USING (from_id) JOIN sources USING (to_id) WHERE from_id <> to_id
)
SELECT *, {_said(0)} AS explanation_zh, {_said(1)} AS explanation_en FROM told
"""
"""SQL of `linked.entity_changes`: one row per pair of an entity of yesterday's and another that has mentions of it now.

A pair is a `split` where the old entity goes on or its mentions went several ways; else a `merge` where the new one has
mentions of other entities too; else it is only `renamed`. Reporters and victims are left out: they are part of no
entity. Reads `normal` (tonight's mentions), `involved` and `resolved` (those that were resolved and their entities),
`unsettled` (what yesterday's registry held of those for which it was anything but plain) and `judged_since` (mentions
with a verdict that the night before did not know).
"""
