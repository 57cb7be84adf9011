"""How the city case of the graph benchmark counts rings, look-alikes and steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from benchmarks.graph.city_truth import CityTruth, OwnAnswer, figures


def ring(ring_id: str, design: str = "consulting", steps: str = "1;5") -> dict[str, str]:
    return {"ring_id": ring_id, "design": design, "fate": "free", "steps": steps}


def measured(
    rings: list[dict[str, str]],
    members: dict[str, str],
    groups: dict[str, str],
    *,
    lends: str = "",
    look_alikes: str = "",
    evidence: tuple[tuple[str, int], ...] = (),
    loans: tuple[tuple[str, str, str], ...] = (),
    say: Callable[[str], object] = lambda _: None,
) -> dict[str, Any]:
    """The figures of a city in which everybody has one record, and an entity called E after their letter.

    `members` are letters by ring, `groups` letters by community; who `lends` does so on record; `loans` are (lender,
    kind, steps).
    """
    people = sorted(set("".join([*members.values(), *groups.values(), lends, look_alikes])))
    records = pd.DataFrame({"file": "f", "row": range(len(people)), "role": "party", "entity_id": people})
    mentions = pd.DataFrame({"source_file": "f", "source_row": range(len(people)), "role": "party"})
    mentions["entity_id"] = [f"E{one}" for one in people]
    mentions["lends"] = [one in lends for one in people]
    truth = CityTruth(
        rings,
        [{"ring_id": ring_id, "entity_id": one} for ring_id, letters in members.items() for one in letters],
        [{"look_alike_id": one, "kind": "harsh_friend", "entity_id": one} for one in look_alikes],
        [{"lender_id": lender, "lender_kind": kind, "steps": steps} for lender, kind, steps in loans],
        records,
    )
    answer = OwnAnswer(
        mentions,
        pd.Series({f"E{one}": group for group, letters in groups.items() for one in letters}, dtype=object),
        pd.DataFrame([(f"E{one}", step) for one, step in evidence], columns=["entity_id", "step"]),
    )
    return figures(truth, answer, say)


def test_a_ring_is_found_when_four_fifths_of_its_lenders_are_together_among_no_more_strangers() -> None:
    rings, members = [ring("r1")], {"r1": "abcdef"}
    # f never lent on record, and is not looked for.
    assert measured(rings, members, {"1": "abcd", "2": "e"}, lends="abcde")["ring_recall"] == 1.0
    assert measured(rings, members, {"1": "abc", "2": "de"}, lends="abcde")["ring_recall"] == 0.0
    assert measured(rings, members, {"1": "abcdewxyz"}, lends="abcde")["ring_recall"] == 1.0
    assert measured(rings, members, {"1": "abcdeuvwxyz"}, lends="abcde")["ring_recall"] == 0.0


def test_a_ring_of_which_one_lends_on_record_is_counted_apart() -> None:
    found = measured([ring("r1"), ring("r2")], {"r1": "ab", "r2": "cd"}, {"1": "ab", "2": "c", "3": "d"}, lends="abc")
    assert (found["ring_recall"], found["rings"], found["rings_without_group"]) == (1.0, 2, 1)


def test_new_designs_are_reported_apart_and_null_while_there_are_none() -> None:
    members, groups = {"r1": "ab", "r2": "cd"}, {"1": "ab", "2": "c", "3": "d"}
    found = measured([ring("r1"), ring("r2", "a_design_to_come")], members, groups, lends="abcd")
    assert (found["ring_recall"], found["new_design_ring_recall"]) == (1.0, 0.0)
    assert found["rings_by_design"] == {
        "a_design_to_come": {"found": 0, "rings": 1},
        "consulting": {"found": 1, "rings": 1},
    }
    assert measured([ring("r1")], members, groups, lends="abcd")["new_design_ring_recall"] is None


def test_a_look_alike_in_a_community_with_another_lender_is_grouped() -> None:
    groups = {"1": "xab", "2": "yc", "3": "z"}
    found = measured([], {}, groups, lends="xyzab", look_alikes="xyz")
    # c, beside y, lends nothing.
    assert (found["look_alike_rate"], found["look_alikes"]) == (0.3333, 3)


def test_progress_says_how_many_look_alikes_could_be_grouped_at_all() -> None:
    said: list[str] = []
    found = measured([], {}, {"1": "xa", "2": "y", "3": "z"}, lends="xya", look_alikes="xyz", say=said.append)
    # z lends nothing on record, and nobody who does not stands in a group of lenders.
    assert found["look_alike_rate"] == 0.3333
    assert said[1] == (
        "look-alikes: 1 grouped, of 3 in all; only the 2 with a lending act on record can be: 0.5 of these"
    )


def test_steps_are_held_against_the_loans_on_whose_paper_a_lender_stands() -> None:
    found = measured(
        [ring("r1", steps="1;5")],
        {"r1": "ab"},
        {"1": "ab", "2": "u"},
        lends="abu",
        loans=(("a", "ring", "1"), ("a", "ring", "1;5"), ("b", "ring", "5"), ("n", "ring", "5"), ("u", "usurer", "")),
        evidence=(("a", 1), ("a", 5), ("u", 5)),
    )
    assert found["steps"]["1"] == {"precision": 1.0, "recall": 1.0}
    # Of a and b, who used it, a is found; u never did; n is not on record.
    assert found["steps"]["5"] == {"precision": 0.5, "recall": 0.5}
    assert found["steps"]["2"] == {"precision": None, "recall": None}
    assert found["steps_of_rings"] == {"1": 1.0, "2": None, "3": None, "4": None, "5": 1.0}


def test_wrong_evidence_on_usurers_is_told_apart_and_stays_wrong() -> None:
    found = measured(
        [ring("r1", steps="5")],
        {"r1": "a"},
        {"1": "a", "2": "u", "3": "f", "4": "v"},
        lends="aufv",
        # What u kept back the truth does not call a step; on v's loan it does.
        loans=(("a", "ring", "5"), ("u", "usurer", ""), ("f", "friend", ""), ("v", "usurer", "5")),
        evidence=(("a", 5), ("u", 5), ("f", 5), ("v", 5), ("u", 2)),
    )
    assert found["steps"]["5"] == {"precision": 0.5, "recall": 1.0}
    assert found["steps_wrong_on_usurers"] == {"1": None, "2": 1.0, "3": None, "4": None, "5": 0.5}
