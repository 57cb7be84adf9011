"""The clue map's page: what is told is drawn and listed, what is withheld is grey and has no number."""

from __future__ import annotations

import math
import re
from typing import Any

from notebooks import pages
from notebooks.area_map import Area, area_map, legend
from notebooks.words import Word
from tests.notebooks.conftest import OpenNight
from tests.notebooks.drawn_night import AS_OF, full_night
from tests.notebooks.test_pages import text

UNIT = Word("放贷主体", "lenders")


def clue(community: str, subjects: int | None, place: int = 0, **known: Any) -> dict[str, Any]:
    return {
        "list_name": "lenders",
        "area_code": f"350203/中华街道/{community}",
        "street": "中华街道",
        "community": community,
        "middle_longitude": 118.05 + place / 100,
        "middle_latitude": 24.45,
        "subjects": subjects,
        "steps": [] if subjects is None else [5],
        "rules": [] if subjects is None else ["rule_5_harassment"],
        "map_as_of": AS_OF,
        **known,
    }


def totals(**known: Any) -> dict[str, Any]:
    return {"list_name": "lenders", "areas": 3, "areas_told": 1, "map_as_of": AS_OF, **known}


def test_what_is_told_is_drawn_and_listed_and_what_is_withheld_has_no_number(open_night: OpenNight) -> None:
    areas = [clue("中山社区", 12), clue("镇海社区", None, 1), clue("仁安社区", None, 2, middle_longitude=None)]
    drawn = {**full_night(), "maps.clue_areas": areas, "maps.clue_totals": [totals(subjects=19, unplaced=8)]}
    shown = pages.clue_map(open_night(drawn), "lenders")

    said = text(shown)
    assert "中山社区 中华街道 12 5 软硬兼施索债 collection rule_5_harassment" in said
    assert "Sum over all areas 19" in said
    assert "Subjects whose evidence has no place 8" in said
    assert f"Drawn on {AS_OF}" in said
    assert "镇海社区: — 有套路贷环节证据的放贷主体 lenders with evidence in a step" in said
    # What nobody surveyed cannot be drawn.
    assert shown.data.count("<polygon") == 2
    assert len(re.findall(r'<g class="withheld"><title>', shown.data)) == 1


def test_a_total_that_would_tell_too_much_is_a_dash(open_night: OpenNight) -> None:
    drawn = {**full_night(), "maps.clue_areas": [clue("中山社区", None)], "maps.clue_totals": [totals(areas_told=0)]}
    said = text(pages.clue_map(open_night(drawn), "lenders"))

    assert "Sum over all areas —" in said
    assert "No community's number can be told" in said


def test_a_night_without_addresses_says_so(open_night: OpenNight) -> None:
    assert "No standard addresses were delivered" in text(pages.clue_map(open_night(), "companies"))


def test_neighbours_meet_half_way_and_cover_nothing_twice() -> None:
    drawing = area_map([Area("西", 118.00, 24.45, 7), Area("东", 118.10, 24.45, None)], UNIT)
    west, east = (
        [tuple(map(float, corner.split(","))) for corner in outline.split()]
        for outline in re.findall(r'points="([^"]+)"', drawing)
    )
    assert max(x for x, _ in west) <= min(x for x, _ in east) + 0.1
    assert 'aria-label="1 / 2"' in drawing


def test_a_darker_colour_is_a_larger_number() -> None:
    numbers = (5, 9, 10, 20, 39, 40, 400)
    drawing = area_map([Area(f"n{n}", 118 + n, 24, n) for n in numbers], UNIT)
    assert re.findall(r'<g class="([^"]+)"><title>n', drawing) == [
        "band-0", "band-0", "band-1", "band-2", "band-2", "band-3", "band-3",
    ]  # fmt: skip
    assert all(text in legend(UNIT) for text in ("5–9", "10–19", "20–39", "≥ 40", "fewer than five"))


def test_one_area_alone_and_none_are_drawn() -> None:
    assert area_map([], UNIT) == ""
    corners = re.findall(r"[\d.]+,[\d.]+", area_map([Area("独", 118, 24, 5)], UNIT))
    assert len(corners) > 10
    assert all(math.isfinite(float(part)) for corner in corners for part in corner.split(","))


def test_names_from_a_department_cannot_break_the_page() -> None:
    assert "<b>" not in area_map([Area("<b>x", 118, 24, 5)], UNIT)
