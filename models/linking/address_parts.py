"""An address in normal form taken apart by DuckDB: its head, its house number, and what may be a building behind it.

The same for a standard address and for a text, so that equal parts mean equal addresses. Of a text it stays open what a
number without a mark means: in 厦禾路300-3 the 3 is a room, a building or a second number (300号之3).
"""

from __future__ import annotations

# Letters belong to a name (SM广场), but for that of a building (F栋, C-1).
_HEAD = "^(?:[0-9]+[里路街巷弄村社组区期道]|[^0-9A-Z]|[A-Z]+[^0-9A-Z栋-])*"
_NUMBER = "^([0-9]+|[A-Z])([A-Z]*)((?:-[0-9A-Z]+)*)([^0-9A-Z-]?)(.*)$"
_BUILDING = "((?:[0-9A-Z]+[期区])*)[^0-9A-Z]*([0-9A-Z]+)栋"
_ENTRANCE = "^[0-9]+[^层]*?([0-9A-Z]+)(?:单元|梯)"
_BEHIND = "^-?([^0-9A-Z-]*)([0-9]+|[A-Z])([^0-9A-Z-]?)"
_ROOM = "('层', '楼', '室', '单', '梯', '房', '店', '铺', '组', '米', '公')"
"""First characters of marks that make a number a floor, a room, an entrance or a distance, and no house or building."""
_HIDDEN = "('*', '×', '●', '○', '■', '□')"
_BESIDE = "对面|对过|旁|隔壁|附近|斜对|侧|后面|前面|路口|交叉"
_ANOTHER = "(?:路|街|巷|大道)[0-9]+(?:-[0-9]+)*号"


def parts_of(forms: str) -> str:
    """SQL: the parts of each address form that the query `forms` gives in its column `form`.

    `head` is all before the house number; `number` is it, null where there is none and where the text is `unfit`:
    masked, beside (a place near the address is meant) or two_addresses; `estate` is a name behind it; `finer` is the
    building and entrance that are written with their marks, null without, `building` and `entrance` each alone;
    `second` is what follows without a mark, null where there is nothing or where what follows is a room; `dashed` says
    that it follows 号 with a dash, as second numbers do (300号之1).
    """
    return f"""
WITH split AS (
    SELECT form, regexp_extract(form, '{_HEAD}') AS head, substr(form, length(head) + 1) AS tail FROM ({forms})
),
numbered AS (
    SELECT form, head, tail,
        unnest(regexp_extract(tail, '{_NUMBER}', ['digits', 'letter', 'sub', 'mark', 'after']))
    FROM split
),
marked AS (
    SELECT *, mark = '栋' AS of_building, concat(letter, sub) = '' AS plain,
        CASE WHEN mark IN ('号', '栋') THEN after WHEN plain THEN concat(mark, after) ELSE '' END AS behind_number,
        regexp_extract(behind_number, '{_BEHIND}', ['estate', 'token', 'mark']) AS behind,
        CASE WHEN contains(after, '栋') THEN regexp_extract(after, '{_BUILDING}', ['zone', 'building']) END AS later,
        CASE WHEN regexp_matches(tail, '单元|梯')
             THEN nullif(regexp_extract(tail, '{_ENTRANCE}', 1), '') END AS entrance
    FROM numbered
),
built AS (
    SELECT *,
        CASE WHEN length(letter) > 1 OR mark IN {_HIDDEN} THEN 'masked'
             WHEN regexp_matches(after, '{_BESIDE}') THEN 'beside'
             WHEN regexp_matches(after, '{_ANOTHER}') THEN 'two_addresses' END AS unfit,
        left(behind.estate, 1) IN {_ROOM} AS of_room,
        CASE WHEN of_building AND NOT plain THEN regexp_extract(concat(letter, sub), '([0-9A-Z]+)$', 1)
             ELSE nullif(concat(later.zone, later.building), '') END AS building
    FROM marked
)
SELECT form, head, unfit, building, entrance, mark = '号' AND after LIKE '-%' AS dashed,
    CASE WHEN digits = '' OR unfit IS NOT NULL OR plain AND mark IN {_ROOM} THEN NULL
         WHEN mark = '号' THEN concat(digits, '-' || nullif(letter, ''), sub)
         ELSE digits END AS number,
    CASE WHEN length(behind.estate) > 1 AND NOT of_room THEN behind.estate END AS estate,
    nullif(concat(building, '/' || entrance), '') AS finer,
    CASE WHEN building IS NOT NULL OR entrance IS NOT NULL THEN NULL
         WHEN behind_number <> ''
         THEN CASE WHEN NOT of_room AND behind.mark NOT IN {_ROOM} THEN nullif(behind.token, '') END
         WHEN letter <> '' THEN letter
         WHEN NOT (mark IN {_ROOM} AND sub NOT LIKE '-%-%')
         THEN nullif(regexp_extract(sub, '^-([0-9A-Z]+)', 1), '') END AS second
FROM built
"""
