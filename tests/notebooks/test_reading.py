"""Opening a night: which one, and what its tables say."""

from __future__ import annotations

from datetime import date

import pytest

from jobs.faults import Fault
from jobs.settings import Settings
from notebooks import reading
from tests.notebooks.conftest import OpenNight
from tests.notebooks.drawn_night import AS_OF, DISPUTE, LENDER, delivered, evidence, line, write_night


def test_the_newest_committed_night_is_opened_by_default(open_night: OpenNight, settings: Settings) -> None:
    open_night()
    write_night(settings, {}, as_of=date(2026, 3, 5), run_id="20260305T020000Z-drawn")

    assert reading.night().as_of == date(2026, 3, 5)


def test_the_publisher_says_which_night(open_night: OpenNight, monkeypatch: pytest.MonkeyPatch) -> None:
    open_night()
    monkeypatch.setenv("MINGJING_AS_OF", "2026-03-01")

    assert reading.night().as_of == date(2026, 3, 1)


def test_a_night_that_is_asked_for_wins(open_night: OpenNight) -> None:
    open_night()

    assert reading.night("2026-02-28").as_of == date(2026, 2, 28)


def test_without_a_night_the_remedy_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJING_HOME", str(settings.home))

    with pytest.raises(Fault, match="mingjing nightly"):
        reading.night()


def test_a_list_comes_by_rank(open_night: OpenNight) -> None:
    night = open_night(
        {
            "lists.lenders": [
                line("P" + "b" * 20, "person", rank=2, rank_with_ties=2),
                line("P" + "a" * 20, "person", rank=1, rank_with_ties=1),
            ]
        }
    )

    assert list(night.lenders()["rank"]) == [1, 2]
    assert list(night.companies()["rank"]) == []


def test_evidence_is_that_of_the_subject_alone(open_night: OpenNight) -> None:
    other = "P" + "b" * 20
    night = open_night(
        {"features.evidence_items": [evidence("v1", "lenders", LENDER), evidence("v2", "lenders", other)]}
    )

    assert list(night.evidence(LENDER)["evidence_id"]) == ["v1"]
    assert list(night.evidence("P" + "c" * 20)["evidence_id"]) == []


def test_deliveries_add_up_per_department(open_night: OpenNight) -> None:
    night = open_night(
        {
            "quarantine.delivered_files": [
                delivered("courts", "civil_cases", rows_in=100, rows_accepted=97, rows_quarantined=3),
                delivered("courts", "case_parties", rows_in=50, rows_accepted=50, rows_quarantined=0),
                delivered("police", "police_incidents", rows_in=10, rows_accepted=10, rows_quarantined=0),
            ]
        }
    )

    told = night.deliveries().set_index("department")

    assert list(told.loc["courts", ["files", "rows_in", "rows_accepted", "rows_quarantined"]]) == [
        2,
        100 + 50,
        97 + 50,
        3 + 0,
    ]
    assert told.loc["police", "rows_in"] == 10


def test_a_file_delivered_on_the_day_of_the_night_is_not_known_to_it(open_night: OpenNight) -> None:
    night = open_night(
        {
            "quarantine.delivered_files": [
                delivered("courts", "civil_cases", known_on=date(2026, 3, 3)),
                delivered("police", "police_incidents", known_on=AS_OF),
            ]
        }
    )

    assert list(night.files()["department"]) == ["courts"]


def test_parties_of_a_dispute_are_pseudonyms(open_night: OpenNight) -> None:
    parties = open_night().parties(DISPUTE)

    assert list(parties["role"]) == ["party_a"]
    assert list(parties["entity_id"]) == ["P" + "4e" * 10]


def test_a_group_shows_its_members_and_the_steps_they_show_together(open_night: OpenNight) -> None:
    other, agent, stranger = "C" + "b" * 20, "P" + "c" * 20, "P" + "d" * 20
    of = {"community_id": LENDER, "community_size": 3}
    night = open_night(
        {
            "graph.members": [
                {"entity_id": LENDER, "role": "lender", **of},
                {"entity_id": agent, "role": "intermediary", **of},
                {"entity_id": other, "role": "lender", **of},
                {"entity_id": stranger, "role": "lender", "community_id": stranger, "community_size": 1},
            ],
            "features.lender_groups": [{"community_id": LENDER, "members": 3, "lenders": 2, "lending_companies": 1}],
            "features.evidence_items": [
                evidence("v1", "lenders", LENDER, step=4),
                evidence("v2", "lenders", other, step=1),
                evidence("v3", "lenders", other, step=None, polarity="against"),
                evidence("v4", "companies", other, step=2),
                evidence("v5", "lenders", stranger, step=5),
            ],
        }
    )

    group = night.group_of(agent)

    assert group is not None
    assert list(group.members["entity_id"]) == [other, LENDER, agent]
    assert list(group.evidence["evidence_id"]) == ["v3", "v2", "v1"]
    assert group.steps == (1, 4)
    assert group.told.en == "may lend as one: people 1, companies 1; steps with evidence: 1, 4"
    assert night.group_of(stranger) is None
    assert night.group_of("P" + "e" * 20) is None
