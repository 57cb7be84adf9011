"""What nothing reaches is carried over from yesterday, and everything else is worked out as a full rebuild does."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from models.linking import Compared, Disturbed, Linked, Registry, Verdict, linkage
from models.linking.verdicts import MUST_LINK, MUST_NOT_LINK
from tests.models.linking.kept import NO_LINKS
from tests.models.linking.test_nights import BEFORE_THE_FIRST, FIRST, City, Record, next_day, records_of, rows

LATER = FIRST + timedelta(days=5)
Night = tuple[Sequence[Record], Sequence[Verdict]]


def assert_as_rebuilt(*nights: Night) -> Linked:
    """Nights one after another, each linked as one that goes on from the last and as one that compares everybody."""
    registry = BEFORE_THE_FIRST
    for records, verdicts in nights:
        city = City(records)
        tonight = city.linked(registry, verdicts)
        assert_equal(tonight, City(records).linked(Registry(registry.crosswalks, NO_LINKS), verdicts))
        registry = city.registry(tonight)
    return tonight


def assert_equal(one: Linked, other: Linked) -> None:
    assert one.doubts == other.doubts
    for table in ("mentions", "links", "changes"):
        assert rows(getattr(one, table)) == rows(getattr(other, table)), table


def both(left: str, right: str, verdict: str) -> Verdict:
    return Verdict(f"{left}/party", f"{right}/party", verdict)


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[str]]:
    """The mentions that the last night handed to resolution."""
    handed: list[pa.Table] = []
    resolve = linkage.resolved

    def watched(involved: pa.Table, *rest: Any) -> Any:
        handed.append(involved)
        return resolve(involved, *rest)

    monkeypatch.setattr(linkage, "resolved", watched)
    return lambda: set(handed[-1]["mention_id"].to_pylist())


def test_a_night_works_out_only_whom_its_news_reach(worked_out: Callable[[], set[str]]) -> None:
    before = City(records_of(1, 1, 9, 9))
    first = before.linked(BEFORE_THE_FIRST)
    city = City([*before.records, Record("r9", 1, LATER)])
    second = city.linked(before.registry(first))
    assert worked_out() == {"r0/party", "r1/party", "r9/party"}
    held = city.partition(second)
    assert held["r3/party"] == before.partition(first)["r3/party"]
    assert held["r3/party"][0] == held["r2/party"][0] == "Par2"


def test_links_say_whom_they_hold_together() -> None:
    """Not where they were cut, nor of reporters: these are worked out every night."""
    numbered = [Record("a0", 20, FIRST, "Pnumber1"), Record("a2", 22, FIRST, "Pnumber2")]
    between, reporter = Record("a1", 21, FIRST), Record("r9", 1, FIRST, attached=True)
    night = City([*records_of(1, 1), *numbered, between, reporter]).linked(BEFORE_THE_FIRST)
    held = {(row["left_id"][:2], row["right_id"][:2]): row["entity_id"] for row in night.links.to_pylist()}
    assert held == {
        ("r0", "r1"): "Par0",
        ("a0", "a1"): None,
        ("a1", "a2"): None,
        ("r0", "r9"): None,
        ("r1", "r9"): None,
    }


QUIET = records_of(1, 1, 9, 9, 15)


@pytest.mark.parametrize(
    "judged",
    [both("r1", "r2", MUST_LINK), both("r0", "r1", MUST_NOT_LINK), both("r3", "r4", MUST_LINK)],
    ids=["joins two", "parts one", "joins one alone"],
)
def test_a_verdict_is_obeyed_and_taken_back_without_any_other_news(judged: Verdict) -> None:
    obeyed = assert_as_rebuilt((QUIET, []), (QUIET, [judged]))
    assert len(obeyed.changes)
    back = assert_as_rebuilt((QUIET, []), (QUIET, [judged]), (QUIET, [replace(judged, fresh=False)]), (QUIET, []))
    assert len(back.changes)
    assert rows(back.mentions) == rows(City(QUIET).linked(BEFORE_THE_FIRST).mentions)


def test_a_number_that_a_department_corrects_takes_along_whom_an_unchanged_link_joins_to_it() -> None:
    numbered, other = Record("r0", 1, FIRST, "Pnumber1"), Record("r1", 1, FIRST)
    corrected = replace(numbered, number="Pnumber2", known_on=LATER)
    night = assert_as_rebuilt(([numbered, other], []), ([corrected, other], []))
    assert night.mentions["entity_id"].to_pylist() == ["Pnumber2"]


def test_a_row_that_a_number_gains_has_all_that_hangs_on_the_number_looked_at() -> None:
    """Two chains hang on the number, of which each is too short for a guard."""
    one = [Record("a0", 20, FIRST, "Pnumber1"), *(Record(f"a{place}", 20 + place, FIRST) for place in (1, 2, 3))]
    other = [Record(f"b{place}", 40 + place, FIRST) for place in (1, 2, 3, 4)]
    between = Record("b0", 40, LATER, "Pnumber1")
    night = assert_as_rebuilt(([*one, *other], []), ([*one, *other, between], []))
    assert [(doubt.kind, doubt.held) for doubt in night.doubts] == [("bridge", ("Pnumber1",))]


def test_a_record_that_comes_again_gets_its_name_back_from_nobody() -> None:
    first, *others = records_of(1, 1, 50, 50)
    again = replace(first, about=30, known_on=LATER)
    night = assert_as_rebuilt(([first, *others], []), (others, []), ([*others, again], []))
    named = {row["mention_id"]: row["entity_id"] for row in night.mentions.to_pylist()}
    assert (named["r1/party"], named["r0/party"]) == ("Par0", "Pnewr0/party")


def test_a_record_that_goes_parts_those_whom_it_joined() -> None:
    chain = records_of(1, 2, 3, 9, 9)
    night = assert_as_rebuilt((chain, []), ([chain[0], *chain[2:]], []))
    assert [change["kind"] for change in night.changes.to_pylist()] == ["split"]


def test_a_name_that_another_entity_bears_is_given_to_nobody_else() -> None:
    """r0 left what is named after it; when it is parted from its second entity, that name is taken."""
    first = records_of(1, 1)
    second = [replace(first[0], about=11, known_on=LATER), first[1]]
    joined = [Record(f"r{5 + place}", who, FIRST) for place, who in enumerate((9, 9, 10, 9))]
    parted = [both(one, "r7", MUST_NOT_LINK) for one in ("r5", "r6", "r8")]
    night = assert_as_rebuilt(([*first, *joined], []), ([*second, *joined], []), ([*second, *joined], parted))
    named = {row["mention_id"]: row["entity_id"] for row in night.mentions.to_pylist()}
    assert (named["r1/party"], named["r0/party"]) == ("Par0", "Par7")


def test_what_a_guard_says_is_said_every_night() -> None:
    chain = records_of(*range(1, 9))
    night = assert_as_rebuilt((chain, []), (chain, []), ([*chain, Record("r9", 20, LATER)], []))
    assert [doubt.kind for doubt in night.doubts] == ["bridge"]


def test_a_reporter_is_attached_on_a_night_without_news_of_it() -> None:
    held = [*records_of(1, 1), Record("r2", 1, FIRST, attached=True)]
    night = assert_as_rebuilt((held, []), (held, []))
    assert [row["entity_id"] for row in night.mentions.to_pylist() if row["mention_id"] == "r2/party"] == ["Par0"]


class Stricter(City):
    """Compares by another version, which finds only the same person alike."""

    def compare(self, disturbed: Disturbed | None) -> Compared:
        made = super().compare(disturbed)
        return Compared(made.links.filter(pc.field("probability") != 0.9), made.mentions)


def test_another_model_takes_apart_whom_it_does_not_link() -> None:
    before = City(records_of(1, 2, 9, 9))
    registry = before.registry(before.linked(BEFORE_THE_FIRST))
    night = Stricter(before.records).linked(registry, version="v2")
    assert_equal(night, Stricter(before.records).linked(Registry(registry.crosswalks, NO_LINKS), version="v2"))
    assert [(change["kind"], change["from_id"]) for change in night.changes.to_pylist()] == [("split", "Par0")]


@pytest.mark.parametrize("seed", range(6))
def test_drawn_nights_of_which_little_is_new(seed: int) -> None:
    """A larger town than each night's news, so that most is carried; verdicts come and go, now and then another model
    compares."""
    dice = random.Random(seed)
    people = next_day([], dice, FIRST, fresh=60)
    records = [replace(one, about=3 * one.about + dice.randrange(2)) for one in people]
    registry, verdicts = BEFORE_THE_FIRST, list[Verdict]()
    for day in range(5):
        tonight = FIRST + timedelta(days=day)
        gone, corrected = dice.sample(records, 2)
        fresh = (
            replace(corrected, about=dice.randrange(75), known_on=tonight),
            Record(f"n{day}", dice.randrange(75), tonight),
        )
        records = [one for one in records if one not in (gone, corrected)] + list(fresh)
        one, other = dice.sample(records, 2)
        verdicts = [*verdicts[-2:], Verdict(one.id, other.id, dice.choice([MUST_LINK, MUST_NOT_LINK]))]
        city, version = (Stricter if day == 3 else City)(records), "v2" if day == 3 else "v1"
        night = city.linked(registry, verdicts, version)
        whole = type(city)(records).linked(Registry(registry.crosswalks, NO_LINKS), verdicts, version)
        assert_equal(night, whole)
        registry = city.registry(night)
