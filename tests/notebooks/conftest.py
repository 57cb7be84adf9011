"""A drawn night under a home of its own, opened as a notebook opens it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, cast

import pytest

from jobs.algorithm_record import algorithm_record
from jobs.run import Run
from jobs.settings import Settings
from notebooks import reading
from tests.notebooks.drawn_night import AS_OF, RUN_ID, Row, full_night, write_night

OpenNight = Callable[..., reading.Night]


@pytest.fixture
def drawn_run(settings: Settings) -> Run:
    """A run without Spark: what making pages needs of one."""
    pages = settings.reports.parent / ".pages-drawn"
    pages.mkdir()
    held: dict[str, Any] = {"settings": settings, "as_of": AS_OF, "run_id": RUN_ID, "pages": pages, "seed": 7}
    return cast(Run, SimpleNamespace(**held, source="synthetic_city", jurisdiction="fujian"))


@pytest.fixture
def open_night(drawn_run: Run, monkeypatch: pytest.MonkeyPatch) -> OpenNight:
    """Commits a night of the given tables (by default a full one), publishes its record, and opens it."""

    def make(drawn: Mapping[str, list[Row]] | None = None) -> reading.Night:
        settings = drawn_run.settings
        write_night(settings, full_night() if drawn is None else drawn)
        published = settings.reports / AS_OF.isoformat()
        published.mkdir(parents=True)
        record = json.dumps(algorithm_record(drawn_run), ensure_ascii=False)
        (published / "algorithm_record.json").write_text(record, encoding="utf-8")
        monkeypatch.setenv("MINGJING_HOME", str(settings.home))
        for name in ("MINGJING_AS_OF", "MINGJING_PAGES", "MINGJING_WAREHOUSE", "MINGJING_REVIEW_URL"):
            monkeypatch.delenv(name, raising=False)
        return reading.night()

    return make
