"""Sections of the pages: what a notebook cell shows. Tables in, HTML out; the templates hold the looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import HTML
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from notebooks import words
from notebooks.area_map import Area, area_map, legend
from notebooks.drawings import histogram, score_bar, sparkline, step_dots
from notebooks.group_lines import group_line
from notebooks.lines import by_batches, evidence_lines, list_lines, plain
from review.verdicts import against_a_number

if TYPE_CHECKING:
    from notebooks.reading import Night

HERE = Path(__file__).parent
MOST_DOUBTS = 100
"""Doubts that the page shows: a day's work for several people. The table holds all."""


def header(night: Night, title_zh: str, title_en: str, lists: Sequence[str] = ()) -> HTML:
    """Style, title, and what must be known before anything is read: source, methods, missing departments, stale laws.

    `lists` names the lists that the page speaks of; their methods are told, and a page without any tells of none.
    """
    return _shown(
        "header.html",
        title=words.Word(title_zh, title_en),
        style=Markup((HERE / "page.css").read_text(encoding="utf-8")),
        record=night.record,
        lists=_made(night, lists),
        by_rules=_by_rules(night, lists),
        as_of=night.as_of,
    )


def _by_rules(night: Night, lists: Iterable[str]) -> words.Word | None:
    """The lists that rules alone rank, in words; None where there is none."""
    named = [
        _word(name, "LISTS")
        for name, made in _made(night, lists).items()
        if any(way["method"] == "rules_only" for way in made["methods"])
    ]
    return words.Word("、".join(one.zh for one in named), ", ".join(one.en for one in named)) if named else None


def contents(night: Night) -> HTML:
    """Links to the lists further down the page."""
    return _shown("contents.html", lists=_made(night, words.LISTS))


def index(night: Night) -> HTML:
    """Links to the night's pages with how many lines each holds."""
    return _shown("index.html", record=night.record, lists=_made(night, words.LISTS), doubts=len(night.doubts()))


def _made(night: Night, lists: Iterable[str]) -> dict[str, Any]:
    """What the record says of lists, in the order asked for; a JSON file keeps an order of its own."""
    return {name: night.record["lists"][name] for name in lists}


def deliveries(night: Night) -> HTML:
    """Departments with their rows accepted and quarantined, and every file that could not be read."""
    table = night.deliveries()
    return _shown(
        "deliveries.html",
        departments=plain(table),
        most=int(table["rows_in"].max()) if len(table) else 0,
        missing=night.record["departments_missing"],
        unread=night.record["files_not_read"],
    )


def quality(night: Night) -> HTML:
    """Per department: what came, what was refused and why, the trend, checks that did not hold, what the lists miss;
    and the new files that are no table's."""
    departments = night.record["quality"]
    tables = [row for held in departments for row in held["tables"]]
    counted = ("new_files", "new_rows_in", "new_rows_accepted", "new_rows_quarantined", "open")
    noted = ("unread", "checks", "misses", "past_retention")
    return _shown(
        "quality.html",
        departments=departments,
        total={name: sum(row[name] for row in tables) for name in counted},
        notable=[
            held["department"] for held in departments if any(row[note] for row in held["tables"] for note in noted)
        ],
        trends={row["table"]: sparkline([rows for _, rows in row["trend"]]) for row in tables},
        checks={row["table"]: by_batches(row["checks"]) for row in tables},
        unmapped=[file for file in night.record["files_not_read"] if file["new"] and file["status"] == "unmapped"],
    )


def ranked(night: Night, list_name: str) -> HTML:
    """One ranked list: how it was made, who was scored and not listed and why, and a card per line."""
    table, scores = night.listed(list_name), night.scores(list_name)
    evidence = night.evidence_of(list(table["subject_id"]))
    scored = list(scores["score"].dropna())
    return _shown(
        "ranked.html",
        list_name=list_name,
        made=night.record["lists"][list_name],
        lines=list_lines(list_name, table, evidence),
        drawing=histogram(scored, list(table["score"])) if scored else None,
        why_not=sorted(scores["why_not"].dropna().value_counts().items(), key=lambda item: (-item[1], item[0])),
        laws=_laws(night),
        why_empty=None if len(table) else _why_empty(night, list_name, len(scores), int(scores["eligible"].sum())),
    )


def _laws(night: Night) -> dict[str, Any]:
    """What the record says of each law that tonight's evidence cites, by its row's id."""
    return {law["id"]: law for law in night.record["laws"]}


def _why_empty(night: Night, list_name: str, subjects: int, eligible: int) -> words.Word:
    """The reason a list has no line, told from what was delivered and who was found in it."""
    sources = words.LIST_SOURCES[list_name]
    files = night.files()
    delivered = files.loc[(files["rows_accepted"] > 0) & files["table"].isin(sources), "table"]
    if subjects:
        if eligible:
            return words.Word(
                f"有 {eligible} 个对象可列入，但都已被人工排除。",
                f"{eligible} subjects may be listed and reviewers dismissed them all.",
            )
        return words.Word(
            f"共 {subjects} 个对象，没有一个满足列入条件；原因见上。",
            f"Of {subjects} subjects none may be listed; the reasons are counted above.",
        )
    if delivered.empty:
        tables = "、".join(sources)
        return words.Word(
            f"没有部门移交所需记录（{tables}）。",
            f"No department delivered the records it needs ({', '.join(sources)}).",
        )
    return words.Word(
        "已移交的记录中没有任何符合条件的对象。", "The delivered records hold nobody that this list is about."
    )


def groups(night: Night) -> HTML:
    """The groups that listed lenders lend in, by the first line of each: who, by which records, on what evidence.

    Evidence is told of those who are listed alone: being tied to them puts nobody's on a page.
    """
    listed, scores = night.lenders(), night.scores("lenders")
    rank = {subject: int(place) for subject, place in zip(listed["subject_id"], listed["rank"], strict=True)}
    why_not = {row["subject_id"]: row["why_not"] for row in plain(scores[["subject_id", "why_not"]])}
    found = [group.evidence_about(rank) for group in night.groups_of(sorted(rank))]
    kinds = night.entities(sorted({one for group in found for one in group.members["entity_id"]}))
    company = set(kinds.loc[kinds["entity_kind"] == "company", "entity_id"])
    found.sort(key=lambda group: min(rank[one] for one in group.members["entity_id"] if one in rank))
    return _shown(
        "groups.html", groups=[group_line(group, rank, why_not, company) for group in found], laws=_laws(night)
    )


def clue_map_reading() -> HTML:
    """What the clue map counts, where, and what it withholds."""
    return _shown("clue_map_reading.html")


def clue_map(night: Night, list_name: str) -> HTML:
    """The month's map of one list: a drawing of every community, and a table of those whose number is told."""
    areas, total = night.clues(list_name)
    held = plain(areas.astype({"subjects": "Int64"}))
    unit = _CLUES[list_name]
    surveyed = [
        Area(row["community"], row["middle_longitude"], row["middle_latitude"], row["subjects"])
        for row in held
        if row["middle_longitude"] is not None and row["middle_latitude"] is not None
    ]
    return _shown(
        "clue_map.html",
        list_name=list_name,
        title=unit,
        total=total,
        drawing=area_map(surveyed, unit),
        legend=legend(unit),
        told=sorted(
            (row for row in held if row["subjects"] is not None), key=lambda row: (-row["subjects"], row["area_code"])
        ),
    )


def candidates(night: Night) -> HTML:
    """Candidate checks, one block per nomination, in the order of nomination ids.

    Nominations with a document come whole; those whose identity is not proven, and those without any, in short.
    """
    checks = night.candidates()
    blocks = [
        {
            **plain(rows.head(1))[0],
            "outcomes": set(rows["outcome"]),
            "grounds": plain(rows),
        }
        for _, rows in checks.groupby("nomination_id", sort=True)
    ]
    return _shown(
        "candidates.html",
        found=[block for block in blocks if "document_found_confirm" in block["outcomes"]],
        unproven=[block for block in blocks if "identity_not_proven" in block["outcomes"]],
        clear=[block for block in blocks if block["outcomes"] <= {"no_document_found"}],
        nominations=len(blocks),
        outcomes=sorted(checks["outcome"].value_counts().items()),
        grounds=int(checks["ground"].nunique()),
    )


def doubts(night: Night) -> HTML:
    """Doubts about who is who: how many of each kind, and the first of them with how to settle each."""
    table = night.doubts()
    shown = table.head(MOST_DOUBTS)
    entities = night.entities(sorted({one for concerned in shown["entity_ids"] for one in concerned}))
    found = plain(night.mentions(sorted({*shown["left_id"], *shown["right_id"]})))
    mentions = {row["mention_id"]: row for row in found}
    counts = [
        {
            "kind": kind,
            "doubts": len(rows),
            "held": len({one for held in rows["held_ids"] for one in held}),
            **plain(rows[["explanation_zh", "explanation_en"]].head(1))[0],
        }
        for kind, rows in sorted(table.groupby("kind"), key=lambda item: [*words.DOUBTS, item[0]].index(item[0]))
    ]
    return _shown(
        "doubts.html",
        counts=counts,
        doubts=[{**row, "verdicts": _verdicts(row, mentions)} for row in plain(shown)],
        left_out=len(table) - len(shown),
        entities={row["entity_id"]: row for row in plain(entities)},
        mentions=mentions,
    )


def _verdicts(doubt: dict[str, Any], mentions: dict[str, dict[str, Any]]) -> list[tuple[words.Word, str]]:
    """What a reviewer can say of a doubt, with the words of the command; none of a mention that is gone."""
    ends = doubt["left_id"], doubt["right_id"]
    if any(end not in mentions for end in ends):
        return []
    made = []
    for verdict, meaning in words.VERDICTS.items():
        said = f"{verdict} {ends[0]} {ends[1]}"
        lost = against_a_number(verdict, *(mentions[end] for end in ends))
        if lost or (doubt["kind"] == "anothers_number" and verdict == "must_not_link"):
            made += [(words.WHOSE_NUMBER[verdict, end], f"{said} --refute {ends[end]}") for end in (0, 1)]
        else:
            made.append((meaning, said))
    return made


def algorithm(night: Night) -> HTML:
    """Methods, model versions, features and laws behind the night's lists."""
    return _shown("algorithm.html", record=night.record, lists=_made(night, words.LISTS))


def lineage(night: Night) -> HTML:
    """Every table of the night: who made it, from how many partitions, and the digest of its rows."""
    return _shown("lineage.html", tables=night.record["tables"])


def _shown(template: str, **held: Any) -> HTML:
    # Without the templates' indentation, which would be a quarter of a page.
    return HTML(re.sub(r"\n\s+", "\n", _ENVIRONMENT.get_template(template).render(**held)))


def _word(code: object, kind: str) -> words.Word:
    return words.word(getattr(words, kind), code)


_CLUES = {
    "lenders": words.Word("有套路贷环节证据的放贷主体", "lenders with evidence in a step"),
    "companies": words.Word("有风险维度证据的企业", "companies with evidence in a dimension"),
}

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals.update(
    word=_word, words=words, score_bar=score_bar, step_dots=step_dots, evidence_lines=evidence_lines
)
