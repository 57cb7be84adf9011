"""What pages say is in words, of both languages, with the codes beside them that an auditor looks for."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

import pytest

from expectations.checks import Kind
from law.grounds import candidate_grounds
from notebooks import pages
from notebooks.words import CHECKS, GROUNDS
from tests.notebooks.conftest import OpenNight
from tests.notebooks.test_pages import text


def test_the_same_check_of_several_batches_is_told_once_with_their_number(open_night: OpenNight) -> None:
    night = open_night()
    row = night.record["quality"][0]["tables"][0]
    drifted = {"check": "drift", "columns": ["amount_fen"], "note": "held against 28", "severity": "warn"}
    row["checks"] = [drifted, dict(drifted), {**drifted, "columns": ["rate"]}]

    said = text(pages.quality(night))

    assert "提醒 warning 分布漂移 drift amount_fen （2 批移交） (in 2 batches) : held against 28" in said
    assert "分布漂移 drift rate : held against 28" in said


def test_evidence_names_its_law_in_words_and_leads_to_its_row(open_night: OpenNight) -> None:
    night = open_night()
    cited = next(iter(night.record["laws"]))

    html = pages.ranked(night, "lenders").data

    assert f'<a href="algorithm_record.html#{cited["id"]}">' in html
    assert f'id="{cited["id"]}"' in pages.algorithm(night).data
    assert cited["title_zh"] in html


def test_every_ground_of_a_candidate_check_has_its_word() -> None:
    titles = {ground.id: (ground.title_zh, ground.title_en) for ground in candidate_grounds(date(2026, 3, 4))}

    assert {code: (told.zh, told.en) for code, told in GROUNDS.items()} == titles


def test_every_kind_of_check_has_its_word() -> None:
    assert set(CHECKS) == set(get_args(Kind))


@pytest.mark.parametrize("section", ["ranked", "groups", "clue_map", "deliveries", "candidates", "header"])
def test_nothing_but_names_and_codes_stays_chinese_for_an_english_reader(open_night: OpenNight, section: str) -> None:
    night = open_night()
    shown = {
        "ranked": lambda: pages.ranked(night, "lenders"),
        "groups": lambda: pages.groups(night),
        "clue_map": lambda: pages.clue_map(night, "lenders"),
        "deliveries": lambda: pages.deliveries(night),
        "candidates": lambda: pages.candidates(night),
        "header": lambda: pages.header(night, "名单", "Lists", ("lenders",)),
    }[section]()

    left = re.sub(r'<span[^>]*lang="zh">.*?</span>', "", shown.data.split("</style>")[-1], flags=re.DOTALL)
    left = re.sub(
        r"<(fieldset|svg|title|code)\b.*?</\1>| (title|aria-label)=\"[^\"]*\"|明镜", "", left, flags=re.DOTALL
    )

    assert not re.findall(r"[\u3001-\u9fff]+", left)
