"""Which of yesterday's entities a night leaves as they are: those that nothing reaches that is otherwise tonight.

Entities are a function of mentions, links, verdicts and yesterday's ids, component by component. Where no link was cut
and no reporter or victim attached, a component is one entity. So an entity is as it was yesterday, and so are level and
probability of each mention, unless one of these is its own:

- a mention that is not as it was, or whose number is in question, or the number or name of such a one;
- an end of a link that came, went or changed, or that no entity holds: it was cut, attaches a reporter or victim, or is
  of an entity that a guard held. A verdict taken back leaves a link that was cut, and what a guard says is said anew;
- a mention that a verdict names tonight, or that one joined yesterday;
- a name that a mention of another entity goes by when it is alone, or such a mention.

All others are worked out, with every link of theirs.
"""

from __future__ import annotations

from models.linking.verdicts import MUST_LINK

REOPENED = f"""
CREATE TEMP TABLE ends AS
SELECT unnest([left_id, right_id]) AS mention_id FROM links WHERE entity_id IS NULL
UNION SELECT unnest([left_id, right_id]) FROM parted
UNION FROM judged;
CREATE TEMP TABLE reopened AS
SELECT entity_id FROM (
    SELECT was AS entity_id FROM kept SEMI JOIN ends USING (mention_id)
    UNION SELECT unnest([own_id, alone_id]) FROM others
    UNION SELECT was FROM past
    UNION SELECT was FROM kept WHERE link_level = '{MUST_LINK}'
    UNION SELECT unnest([one.was, other.was])
    FROM unsettled AS one JOIN unsettled AS other ON one.alone_id = other.was AND one.was <> other.was
) WHERE entity_id IS NOT NULL;
CREATE TEMP TABLE carried AS
SELECT mention_id, was AS entity_id, link_level AS level, link_probability AS probability
FROM kept ANTI JOIN reopened ON was = reopened.entity_id WHERE link_level IS NOT NULL;
CREATE OR REPLACE TEMP TABLE unsettled AS
FROM unsettled WHERE was IS NULL OR was IN (FROM reopened);
CREATE TEMP VIEW open_links AS
FROM links WHERE entity_id IS NULL OR entity_id IN (FROM reopened)
"""
"""SQL of `reopened`, the entities that are worked out tonight, of `open_links`, all links that concern them, and of
`carried`, all other mentions as `schemas.RESOLVED` has them; leaves in `unsettled` what is worked out. Reads `links`,
`parted`, links that are no more, and the tables that `linkage` makes of mentions, registry and verdicts."""

RESOLVED_TONIGHT = """
SELECT resolved.* FROM resolved JOIN involved USING (mention_id)
WHERE own_id IS NULL AND (resolved.entity_id <> alone_id OR level <> 'alone')
UNION ALL FROM carried
"""
"""SQL of `linkage.Linked.mentions`."""

LINKS_TONIGHT = """
WITH whose AS (SELECT mention_id, entity_id, links_only FROM resolved JOIN involved USING (mention_id))
SELECT open_links.* REPLACE (
    CASE WHEN one.entity_id = other.entity_id AND NOT one.links_only AND NOT other.links_only
              AND one.entity_id NOT IN (FROM guarded) THEN one.entity_id END AS entity_id)
FROM open_links
LEFT JOIN whose AS one ON left_id = one.mention_id LEFT JOIN whose AS other ON right_id = other.mention_id
UNION ALL FROM links ANTI JOIN reopened USING (entity_id) WHERE entity_id IS NOT NULL
"""
"""SQL of tonight's links, each with the entity that it holds together: null where it was cut, where it attaches a
reporter or victim, and where a guard holds the entity (`guarded`)."""
