"""What a section says of a night, as text: lines with both sides of the evidence, and why a list is empty."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from notebooks import pages
from notebooks.drawings import histogram, score_bar, step_dots
from notebooks.lines import cited_rows
from notebooks.words import DOUBTS, STEPS
from tests.notebooks.conftest import OpenNight
from tests.notebooks.drawn_night import (
    CITIZEN_ID,
    COMPANY,
    DISPUTE,
    DOUBTED,
    LENDER,
    NAME,
    check,
    delivered,
    doubt,
    full_night,
    line,
    mention,
    score,
)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def text(html: pages.HTML) -> str:
    """A section's text with single spaces; style left out where a section has one."""
    reader = _Text()
    reader.feed(html.data.split("</style>")[-1])
    return " ".join(reader.words)


def test_a_line_tells_reasons_evidence_and_counter_evidence(open_night: OpenNight) -> None:
    said = text(pages.ranked(open_night(), "lenders"))

    assert LENDER in said
    assert "12 suits within a year +0.25" in said
    assert "Evidence for the concern 1" in said
    assert "Counter-evidence 1 借款人均为亲友 lends to relatives and friends only" in said
    assert "courts/civil_cases/2026-02-28, file 1 # 7, 12" in said
    assert "1 / 4 有证据 / 可观察 evidenced of observable" in said
    assert "a new judgment" in said
    assert "expires 2026-06-02" in said
    assert "待核查 unreviewed" in said


def test_a_list_says_who_was_scored_and_not_listed_and_why(open_night: OpenNight) -> None:
    said = text(pages.ranked(open_night(), "lenders"))

    assert "Scored 2" in said
    assert "eligible 1" in said
    assert "evidence in one step only 1" in said


def test_disputes_print_the_honest_ceiling_and_the_service(open_night: OpenNight) -> None:
    said = text(pages.ranked(open_night(), "disputes"))

    assert DISPUTE in said
    assert "AUC about .75 is the ceiling" in said
    assert "建议 offer : 人民调解 mediation" in said


def test_a_company_by_rules_has_no_interval(open_night: OpenNight) -> None:
    said = text(pages.ranked(open_night(), "companies"))

    assert COMPANY in said
    assert "share of the rules, no interval" in said


@pytest.mark.parametrize(
    ("drawn", "why"),
    [
        ({}, "No department delivered the records it needs"),
        (
            {"quarantine.delivered_files": [delivered("courts", "civil_cases")]},
            "The delivered records hold nobody that this list is about",
        ),
        (
            {"scores.lenders": [score(LENDER, "person", eligible=False, why_not="licensed")]},
            "Of 1 subjects none may be listed",
        ),
        (
            {"scores.lenders": [score(LENDER, "person", score=None, eligible=False, why_not="identity_conflict")]},
            "not scored: who it is waits for a reviewer 1",
        ),
        ({"scores.lenders": [score(LENDER, "person")]}, "1 subjects may be listed and reviewers dismissed them all"),
    ],
)
def test_an_empty_list_says_why(open_night: OpenNight, drawn: dict, why: str) -> None:
    assert why in text(pages.ranked(open_night(drawn), "lenders"))


def test_the_header_says_how_it_was_made_and_what_is_missing(open_night: OpenNight) -> None:
    said = text(pages.header(open_night(), "风险名单", "Ranked lists", ["lenders"]))

    assert "2026-03-04" in said
    assert "synthetic city (nobody in it is real)" in said
    assert "ranked by rules only" in said
    missing, never = said.split("than is their habit:")[1].split("Departments of which no row was ever accepted:")
    assert missing.split(" 从未")[0] == " 公证处 Notaries"
    assert "税务 Tax" in never
    assert "法院 Courts" not in missing + never
    assert "Legal table lpr was last checked through" in said


def test_candidate_pages_speak_of_no_list(open_night: OpenNight) -> None:
    said = text(pages.header(open_night(), "候选人资格核查", "Candidate checks"))

    assert "Lender list" not in said
    assert "rules only" not in said


def test_doubts_that_hold_somebody_come_first_and_say_what_agreed(open_night: OpenNight) -> None:
    said = text(pages.doubts(open_night()))

    assert said.index("1 连接稀疏 thinly linked") < said.index("2 两个有效号码 two valid numbers")
    assert f"{DOUBTED} 暂不评分 held 个人 person · 7 条记录 records · 法院 Courts 、 司法行政 Justice bureau" in said
    assert "0.910 姓名相同；联系电话相同 the same name; the same phone" in said
    assert f"来自 from mediations · 归入 held to be {DOUBTED}" in said
    assert f'reading.reveal("{DOUBTED}", "identity")' in said


def test_a_link_that_only_a_verdict_makes_says_so(open_night: OpenNight) -> None:
    idle = doubt("verdict_without_effect", [], left_id="gone/party_a", agreed_zh=None, agreed_en=None)
    said = text(pages.doubts(open_night({"linked.review_items": [idle]})))

    assert "仅由复核结论相连 linked by a verdict alone" in said
    assert "gone/party_a 今晚的记录中没有它 no longer among the night's records" in said


@pytest.mark.parametrize("kind", list(DOUBTS))
def test_every_kind_of_doubt_says_what_brings_the_two_together(open_night: OpenNight, kind: str) -> None:
    """Without a link one number does, or a verdict."""
    said = text(pages.doubts(open_night({"linked.review_items": [doubt(kind, [], agreed_zh=None, agreed_en=None)]})))
    without = dict.fromkeys(["torn_number", "anothers_number"], "one number, and nothing else")
    without["surname_alone"] = "one number and one surname, and nothing else"
    brought = {words for words in (*without.values(), "linked by a verdict alone") if words in said}
    assert brought == {without.get(kind, "linked by a verdict alone")}


def commands(open_night: OpenNight, kind: str, *methods: tuple[str, str]) -> list[tuple[str, str]]:
    """What is offered under a doubt about two mentions, each given by its method and entity: verdict, whose number."""
    mentions = zip(("r10", "r11"), methods, strict=True)
    rows = [{**mention(row, entity), "method": method} for row, (method, entity) in mentions]
    html = pages.doubts(open_night({"linked.review_items": [doubt(kind, [])], "linked.crosswalks": rows})).data
    return re.findall(r"mingjing judge (\w+) r10/party_a r11/party_b (?:--refute (\S+) )?", html)


ONE, OTHER, ALONE = ("citizen_id", "P1"), ("citizen_id", "P2"), ("alone", "P3")


@pytest.mark.parametrize(
    ("kind", "left", "right", "against"),
    [
        ("torn_number", ONE, ONE, "must_not_link"),
        ("anothers_number", ONE, ALONE, "must_not_link"),
        ("two_numbers", ONE, OTHER, "must_link"),
        ("density", ONE, ALONE, None),
    ],
)
def test_a_verdict_against_a_number_is_offered_for_either_row(
    open_night: OpenNight, kind: str, left: tuple[str, str], right: tuple[str, str], against: str | None
) -> None:
    either, neither = ("r10/party_a", "r11/party_b"), ("",)
    assert commands(open_night, kind, left, right) == [
        (verdict, end)
        for verdict in ("must_link", "must_not_link")
        for end in (either if verdict == against else neither)
    ]


def test_a_night_without_doubts_says_so(open_night: OpenNight) -> None:
    said = text(pages.doubts(open_night({})))

    assert "Tonight nobody is in doubt" in said
    assert "mingjing judge" not in said


def test_no_more_doubts_than_can_be_read_and_the_rest_counted(open_night: OpenNight) -> None:
    many = [doubt("density", [f"P{place:020}"]) for place in range(pages.MOST_DOUBTS + 5)]
    said = text(pages.doubts(open_night({"linked.review_items": many})))

    assert "5 more stand in linked.review_items" in said


def test_deliveries_count_quarantined_rows_and_name_unread_files(open_night: OpenNight) -> None:
    said = text(pages.deliveries(open_night()))

    assert "法院 Courts 2026-02-28 1 100 97 3 3.0 %" in said
    assert "公证处 Notaries 近期缺失 missing lately" in said
    assert "police/police_incidents/2026-02-28, file 1 无法读取 unreadable not a workbook" in said


def test_a_file_named_after_somebody_is_told_by_its_place(open_night: OpenNight) -> None:
    file = delivered("police", "police_incidents", status="refused", reason="unknown_column: column 5")
    file["source_file"] = f"police/police_incidents/2026-02-28/{NAME}_{CITIZEN_ID}.csv"
    night = open_night({**full_night(), "quarantine.delivered_files": [file]})

    shown = f"{pages.deliveries(night).data}{pages.quality(night).data}{night.record}"

    assert shown.count("police/police_incidents/2026-02-28, file 1") >= 3
    assert NAME not in shown
    assert CITIZEN_ID not in shown


def test_a_new_file_that_is_no_tables_stands_on_the_quality_page(open_night: OpenNight) -> None:
    old, new = (
        delivered("courts", "unmapped", day, status="unmapped", reason="no_table_of_that_name")
        for day in (date(2026, 2, 1), date(2026, 3, 3))
    )
    for file in (old, new):
        file["table"] = None
    night = open_night({**full_night(), "quarantine.delivered_files": [old, new]})
    night.record["files_not_read"][0]["new"] = False

    said = text(pages.quality(night))

    assert "Files that are no table's 1 courts/unmapped/2026-03-03, file 1 no_table_of_that_name" in said
    assert "2026-02-01, file 1" not in said


def test_candidates_with_a_document_come_whole_and_the_others_in_short(open_night: OpenNight) -> None:
    said = text(pages.candidates(open_night()))

    assert "document found, to be confirmed 1; 未发现文书 no document found 2" in said
    assert "courts/criminal_judgments/2026-02-28, file 1#3" in said
    assert "No document found on any ground (1)" in said


def test_an_unproven_identity_is_shown_without_an_entity(open_night: OpenNight) -> None:
    night = open_night(
        {"lists.candidate_checks": [check("n1", "criminal_punishment", entity_id=None, outcome="identity_not_proven")]}
    )

    assert "n1 — 350203001001" in text(pages.candidates(night))


def test_what_a_table_holds_is_escaped(open_night: OpenNight) -> None:
    hostile = line(LENDER, "person", would_change_en="<script>alert(1)</script>")

    shown = pages.ranked(open_night({"lists.lenders": [hostile]}), "lenders").data

    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_the_record_names_features_and_the_lineage_every_table(open_night: OpenNight) -> None:
    night = open_night()

    assert "loan_suits_filed_count_365d" in text(pages.algorithm(night))
    assert "trap_loan_2019 " in text(pages.algorithm(night))
    assert "lists.lenders rank_lists 1" in text(pages.lineage(night))


def test_citations_of_one_file_are_told_together() -> None:
    assert cited_rows(["a/b, file 1#12", "a/b, file 2#3", "a/b, file 1#9"]) == [
        ("a/b, file 1", "9, 12"),
        ("a/b, file 2", "3"),
    ]


def test_a_step_with_evidence_has_a_filled_dot_and_no_other() -> None:
    drawn = step_dots(STEPS["lenders"], {3})

    assert drawn.count('class="found"') == 1
    assert drawn.count('class="open"') == 4
    assert '<g class="found"><title>3 ' in drawn


def test_a_score_bar_draws_its_interval_only_where_one_is_known() -> None:
    assert 'aria-label="0.500 [0.400, 0.600]"' in score_bar(0.5, 0.4, 0.6)
    assert "band" not in score_bar(0.5, None, None)


def test_a_histogram_marks_where_the_list_begins() -> None:
    assert "≥ 0.500" in histogram([0.1, 0.5, 0.9], [0.5, 0.9])
    assert "≥" not in histogram([0.1], [])
