"""Entities from links: what joins, what is cut, how sure it is, which id it keeps; and against brute force."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from models.linking.resolution import Resolution, resolve
from models.linking.schemas import ALONE, EDGES, MENTIONS
from models.linking.verdicts import MUST_LINK, MUST_NOT_LINK, Verdict

Edge = tuple[str, str, float]


@dataclass(frozen=True)
class Mention:
    """A mention by one letter; `number` is its valid number's entity, `was` its entity of yesterday."""

    id: str
    number: str | None = None
    was: str | None = None
    attached: bool = False


@dataclass(frozen=True)
class Case:
    """Mentions and links as the tests draw them."""

    mentions: Sequence[Mention]
    links: Sequence[Edge] = ()
    verdicts: Sequence[Verdict] = field(default=())

    def resolved(self) -> Resolution:
        return resolve(_mentions(self.mentions), _links(self.links), self.verdicts, lambda kind, one: f"new-{one}")


def _mentions(drawn: Sequence[Mention]) -> pa.Table:
    rows = [
        {
            "mention_id": one.id,
            "kind": "person",
            "own_id": one.number,
            "alone_id": f"alone-{one.id}",
            "links_only": one.attached,
            "description": place,
            "was": one.was,
        }
        for place, one in enumerate(drawn)
    ]
    return pa.Table.from_pylist(rows, schema=MENTIONS)


def _links(drawn: Sequence[Edge]) -> pa.Table:
    rows = [{"left_id": min(a, b), "right_id": max(a, b), "probability": p, "level": f"level_{p}"} for a, b, p in drawn]
    return pa.Table.from_pylist(rows, schema=EDGES)


def entity_of(made: Resolution) -> dict[str, str]:
    return dict(zip(made.mentions["mention_id"].to_pylist(), made.mentions["entity_id"].to_pylist(), strict=True))


def sure_of(made: Resolution) -> dict[str, float]:
    return dict(zip(made.mentions["mention_id"].to_pylist(), made.mentions["probability"].to_pylist(), strict=True))


def together(made: Resolution) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for mention, entity in entity_of(made).items():
        found.setdefault(entity, set()).add(mention)
    return {frozenset(its) for its in found.values()}


A, B, C, D = (Mention(letter) for letter in "abcd")
NUMBER_1, NUMBER_2 = Mention("n", "P1"), Mention("o", "P2")


def test_one_number_is_one_entity_without_a_link() -> None:
    made = Case([NUMBER_1, Mention("m", "P1")]).resolved()
    assert entity_of(made) == {"n": "P1", "m": "P1"}
    assert set(sure_of(made).values()) == {1.0}


def test_a_mention_is_as_sure_as_the_weakest_link_on_its_way() -> None:
    made = Case([NUMBER_1, A, B], [("n", "a", 0.99), ("a", "b", 0.95), ("n", "b", 0.92)]).resolved()
    assert sure_of(made) == {"n": 1.0, "a": 0.99, "b": 0.95}
    assert made.mentions["level"].to_pylist() == ["level_0.99", "level_0.95", "citizen_id"]


def test_without_a_number_the_surest_link_is_the_core() -> None:
    made = Case([A, B, C], [("a", "b", 0.9), ("b", "c", 0.99)]).resolved()
    assert sure_of(made) == {"a": 0.9, "b": 0.99, "c": 0.99}
    assert set(entity_of(made).values()) == {"alone-a"}


def test_between_two_numbers_the_clearly_weaker_link_goes() -> None:
    made = Case([NUMBER_1, A, NUMBER_2], [("n", "a", 0.999), ("a", "o", 0.95)]).resolved()
    assert entity_of(made)["a"] == "P1"
    (doubt,) = made.doubts
    assert (doubt.kind, doubt.entity_ids, doubt.held) == ("two_numbers", ("P1", "P2"), ())


def test_between_two_numbers_equally_likely_a_mention_stays_with_neither_and_waits() -> None:
    made = Case([NUMBER_1, A, B, NUMBER_2], [("n", "a", 0.97), ("a", "o", 0.96), ("a", "b", 0.9999)]).resolved()
    assert together(made) == {frozenset("n"), frozenset("ab"), frozenset("o")}
    (doubt,) = made.doubts
    assert (doubt.left_id, doubt.right_id, doubt.held) == ("a", "o", ("alone-a",))


def test_two_numbers_that_a_link_joins_directly_both_wait() -> None:
    made = Case([NUMBER_1, NUMBER_2], [("n", "o", 0.99)]).resolved()
    assert len(together(made)) == 2
    assert made.doubts[0].held == ("P1", "P2")


def test_a_verdict_joins_what_no_link_does_and_parts_what_one_does() -> None:
    joined = Case([A, B], [], [Verdict("a", "b", MUST_LINK)]).resolved()
    assert together(joined) == {frozenset("ab")}
    assert joined.mentions["level"].to_pylist() == ["must_link", "must_link"]
    parted = Case([A, B], [("a", "b", 0.99)], [Verdict("a", "b", MUST_NOT_LINK)]).resolved()
    assert together(parted) == {frozenset("a"), frozenset("b")}
    assert not parted.doubts


def test_of_two_verdicts_on_one_pair_the_last_counts() -> None:
    verdicts = [Verdict("a", "b", MUST_NOT_LINK), Verdict("b", "a", MUST_LINK)]
    assert together(Case([A, B], [], verdicts).resolved()) == {frozenset("ab")}


def test_a_verdict_that_would_part_one_number_or_join_two_is_not_obeyed_and_said() -> None:
    """Whoever hands verdicts over takes the number off before."""
    parted = Case([NUMBER_1, Mention("m", "P1")], [], [Verdict("m", "n", MUST_NOT_LINK)]).resolved()
    assert (entity_of(parted), parted.doubts[0].kind) == ({"n": "P1", "m": "P1"}, "verdict_without_effect")
    joined = Case([NUMBER_1, NUMBER_2], [], [Verdict("o", "n", MUST_LINK)]).resolved()
    assert (entity_of(joined), joined.doubts[0].kind) == ({"n": "P1", "o": "P2"}, "two_numbers")


def test_verdicts_that_contradict_each_other_keep_apart_and_say_so() -> None:
    verdicts = [Verdict("a", "b", MUST_LINK), Verdict("b", "c", MUST_LINK), Verdict("a", "c", MUST_NOT_LINK)]
    made = Case([A, B, C], [], verdicts).resolved()
    assert entity_of(made)["a"] != entity_of(made)["c"]
    assert [doubt.kind for doubt in made.doubts] == ["verdict_without_effect"]


def test_a_reporter_is_attached_and_joins_nobody() -> None:
    reporter = Mention("r", attached=True)
    made = Case([A, B, reporter], [("a", "r", 0.999), ("r", "b", 0.9)]).resolved()
    assert entity_of(made) == {"a": "alone-a", "b": "alone-b", "r": "alone-a"}
    torn = Case([A, B, reporter], [("a", "r", 0.97), ("r", "b", 0.96)]).resolved()
    assert entity_of(torn)["r"] == "alone-r"
    assert (sure_of(torn)["r"], made.doubts, torn.doubts) == (ALONE, (), ())


def test_a_reports_own_id_is_never_anybody_elses() -> None:
    made = Case([Mention("a", was="alone-r"), Mention("r", attached=True)]).resolved()
    assert entity_of(made) == {"a": "alone-a", "r": "alone-r"}


def test_a_cluster_keeps_the_id_of_most_of_its_mentions() -> None:
    mentions = [Mention("a", was="E"), Mention("b", was="F"), Mention("c", was="F")]
    made = Case(mentions, [("a", "b", 0.9), ("b", "c", 0.9)]).resolved()
    assert set(entity_of(made).values()) == {"F"}


def test_of_two_halves_one_keeps_the_id_and_no_two_share_one() -> None:
    mentions = [Mention("a", was="alone-a"), Mention("b", was="alone-a"), Mention("c", was="alone-a")]
    made = Case(mentions, [("b", "c", 0.9)]).resolved()
    assert entity_of(made) == {"a": "new-a", "b": "alone-a", "c": "alone-a"}


def test_a_long_chain_waits_for_a_reviewer_and_one_around_a_number_does_not() -> None:
    letters = "abcdefghij"
    chain = Case([Mention(one) for one in letters], [(x, y, 0.95) for x, y in pairwise(letters)])
    (doubt,) = chain.resolved().doubts
    assert (doubt.kind, doubt.held) == ("density", ("alone-a",))
    star = Case([NUMBER_1, *chain.mentions], [("n", one, 0.95) for one in letters])
    assert not star.resolved().doubts


def test_two_groups_with_one_link_between_them_wait_for_a_reviewer() -> None:
    groups = [(x, y, 0.95) for group in ("abc", "def") for x, y in combinations(group, 2)]
    made = Case([Mention(one) for one in "abcdef"], [*groups, ("c", "d", 0.91)]).resolved()
    (doubt,) = made.doubts
    assert (doubt.kind, doubt.left_id, doubt.right_id) == ("bridge", "c", "d")
    assert len(together(made)) == 1


def test_nothing_to_resolve_is_resolved() -> None:
    assert len(Case([]).resolved().mentions) == 0


# --- against brute force ---------------------------------------------------------------------------------------------

SURENESS = (0.9, 0.95, 0.97, 0.99, 0.999, 0.9999)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to nine mentions, some with one of three numbers or an id of yesterday's, with any links and verdicts."""
    ids = "abcdefghi"[: draw(st.integers(1, 9))]
    attached = {one for one in ids if draw(st.sampled_from([False, False, False, True]))}
    # Nobody ever had a report's own id.
    earlier = [None, "E", *(f"alone-{one}" for one in ids if one not in attached)]
    mentions = [
        Mention(
            one,
            draw(st.sampled_from([None, None, None, "P1", "P2", "P3"])),
            draw(st.sampled_from(earlier)),
            one in attached,
        )
        for one in ids
    ]
    pairs = list(combinations(ids, 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    links = [(*pair, draw(st.sampled_from(SURENESS))) for pair in chosen]
    judged = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2)) if pairs else []
    verdicts = [Verdict(*pair, draw(st.sampled_from([MUST_LINK, MUST_NOT_LINK]))) for pair in judged]
    return Case(mentions, links, verdicts)


@given(cases(), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_order_of_rows_does_not_matter(case: Case, dice: random.Random) -> None:
    """And which mentions nothing concerns does not either."""
    mentions, links = list(case.mentions), list(case.links)
    dice.shuffle(mentions)
    dice.shuffle(links)
    again = Case([*mentions, Mention("z", "P9")], links, case.verdicts).resolved()
    made = case.resolved()
    assert {one: entity for one, entity in entity_of(again).items() if one != "z"} == entity_of(made)
    assert again.doubts == made.doubts


def test_of_equally_sure_links_between_two_numbers_the_first_is_shown_whatever_the_order() -> None:
    mentions = [Mention("a", "P1"), Mention("b", "P2"), Mention("c", "P2")]
    links = [("a", "b", 0.9), ("a", "c", 0.9)]
    shown = [Case(mentions, order).resolved().doubts for order in (links, links[::-1])]
    assert [(doubt.left_id, doubt.right_id) for (doubt,) in shown] == [("a", "b")] * 2


@given(cases())
@settings(max_examples=200)
def test_no_entity_holds_two_numbers_or_two_that_were_kept_apart(case: Case) -> None:
    made = case.resolved()
    entity = entity_of(made)
    for one in case.mentions:
        if one.number:
            assert entity[one.id] == one.number
    idle = {(doubt.left_id, doubt.right_id) for doubt in made.doubts if doubt.kind == "verdict_without_effect"}
    for verdict in case.verdicts:
        if verdict.verdict == MUST_NOT_LINK and (verdict.left_id, verdict.right_id) not in idle:
            assert entity[verdict.left_id] != entity[verdict.right_id]


@given(cases())
@settings(max_examples=200)
def test_what_nothing_keeps_apart_is_joined_as_a_union_find_joins_it(case: Case) -> None:
    mentions = [Mention(one.id, was=one.was) for one in case.mentions]
    made = Case(mentions, case.links).resolved()
    above = {one.id: one.id for one in mentions}

    def top(one: str) -> str:
        return one if above[one] == one else top(above[one])

    for a, b, _ in case.links:
        above[top(a)] = top(b)
    groups: dict[str, set[str]] = {}
    for one in mentions:
        groups.setdefault(top(one.id), set()).add(one.id)
    assert together(made) == {frozenset(its) for its in groups.values()}


@given(cases())
@settings(max_examples=150)
def test_certainty_is_the_widest_path_to_the_number(case: Case) -> None:
    """One number and nothing in its way: every path tried, as Floyd and Warshall do."""
    ids = [one.id for one in case.mentions]
    made = Case([Mention(one, "P1" if one == "a" else None) for one in ids], case.links).resolved()
    widest = {(one, other): 1.0 if one == other else 0.0 for one in ids for other in ids}
    for a, b, p in case.links:
        widest[a, b] = widest[b, a] = p
    for through in ids:
        for one in ids:
            for other in ids:
                widest[one, other] = max(widest[one, other], min(widest[one, through], widest[through, other]))
    for one, entity in entity_of(made).items():
        if entity == "P1":
            assert sure_of(made)[one] == widest[one, "a"]


@given(cases())
@settings(max_examples=100)
def test_reporters_change_nothing_for_anybody_else(case: Case) -> None:
    speaking = [one for one in case.mentions if not one.attached]
    ids = {one.id for one in speaking}
    links = [link for link in case.links if {link[0], link[1]} <= ids]
    without, with_them = Case(speaking, links).resolved(), Case(case.mentions, case.links).resolved()
    held = {one: (entity_of(with_them)[one], sure_of(with_them)[one]) for one in ids}
    assert held == {one: (entity_of(without)[one], sure_of(without)[one]) for one in ids}
    assert with_them.doubts == without.doubts
