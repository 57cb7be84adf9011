"""That a benchmark's night doubts what a night of the job doubts."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from benchmarks.linkage.city_nights import City, Read
from jobs.kept_forms import Tonight
from jobs.night_before import NightBefore
from models import linking
from models.linking.company_mentions import FORMER_NAMES
from tests.models.linking.kept import CROSSWALKS, NO_LINKS
from tests.models.linking.test_anothers_numbers import KEY, made, rows

NOTHING = cast("Any", None)
"""A session and settings, which linking on one machine asks for nothing."""


def test_numbers_in_dispute_are_doubts_of_the_night() -> None:
    found = made(rows("陈小明", "林大海"))
    known = linking.Registry(CROSSWALKS.empty_table(), NO_LINKS)
    tonight = Tonight(found.mentions, found.turned, found.disputes)
    read = Read(tonight, known, FORMER_NAMES.empty_table(), {}, {}, 0.0)
    night, _ = City(NOTHING, NOTHING, KEY).linked(read, known, date(2026, 3, 4), NightBefore())
    assert [one.kind for one in night.doubts] == ["torn_number"]
    assert night.held == [found.disputes[0].number_id]
