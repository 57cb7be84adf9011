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


def _ranked_by_a_model(open_night: OpenNight, cases: float = 12.0, **auc: float) -> str:
    night = open_night()
    made = night.record["lists"]["lenders"]
    made["methods"] = [{"method": "model", "model_name": "mingjing-lenders", "model_version": "1"}]
    made["measured"] = {way: {"auc": value, "subjects": 2046.0, "positives": cases} for way, value in auc.items()}
    return text(pages.ranked(night, "lenders"))


def test_a_list_says_what_its_score_means_and_how_its_model_was_tested(open_night: OpenNight) -> None:
    said = _ranked_by_a_model(open_night, held_out=0.81, baseline=0.6, rules=0.7)

    assert "estimate of the probability that within 365 days a case of a lending crime is opened" in said
    assert "Tested on a date held out (2,046 subjects, 12 of which had a case later), AUC: 模型 model 0.81" in said
    assert "no better than" not in said
    assert "may be chance" not in said


def test_a_model_that_did_no_better_than_rules_says_so(open_night: OpenNight) -> None:
    said = _ranked_by_a_model(open_night, 3.0, held_out=0.58, baseline=0.5, rules=0.61)

    assert "no better than the rules, the baseline or chance: read the evidence and not the rank" in said
    assert "Fewer than ten cases in the test: the difference may be chance" in said


def test_a_model_without_a_test_says_so(open_night: OpenNight) -> None:
    assert "The model was not tested: no date could be held out" in _ranked_by_a_model(open_night)


def test_a_list_by_rules_calls_its_score_no_probability(open_night: OpenNight) -> None:
    night = open_night()
    night.record["lists"]["companies"]["methods"] = [{"method": "rules_only", "model_name": None}]

    said = text(pages.ranked(night, "companies"))

    assert "a share of the rules and not a probability" in said
    assert "estimate of the probability" not in said
