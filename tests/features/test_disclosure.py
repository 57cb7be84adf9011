"""What may be told of counts by area, and that nobody can work a small cell out of it."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from features.disclosure import LEAST, Cell, at_least_five, disclosed

MOST = 9
"""Subjects in a cell of the worlds below: twice what is too few, and one more."""


def cell(subjects: int, *, common: bool = True) -> Cell:
    """A cell whose subjects all show one pattern, or none that five share."""
    return Cell(subjects, {"rule_5_harassment": subjects if common else min(subjects, LEAST - 1)})


def test_a_cell_of_five_who_share_a_pattern_is_told_and_the_smallest_is_withheld_beside_a_smaller_one() -> None:
    made = disclosed({"a": cell(9), "b": cell(3), "c": cell(6)})
    # The total less what is told is 6 + 3, and could be any two numbers.
    assert made.told == {"a": (9, ("rule_5_harassment",))}
    assert made.total == 9 + 3 + 6


def test_cells_too_few_that_come_to_five_together_withhold_no_other() -> None:
    made = disclosed({"a": cell(9), "b": cell(3), "c": cell(4)})
    assert (set(made.told), made.total) == ({"a"}, 9 + 3 + 4)


def test_an_empty_cell_is_withheld_as_a_small_one_is() -> None:
    assert disclosed({"a": cell(9), "b": cell(6), "c": cell(0)}).told.keys() == {"a"}


def test_five_subjects_without_a_pattern_in_common_are_withheld() -> None:
    made = disclosed({"a": cell(9), "b": cell(7, common=False), "c": cell(2)})
    assert (set(made.told), made.total) == ({"a"}, 9 + 7 + 2)


def test_a_pattern_of_fewer_than_five_is_not_told() -> None:
    held = Cell(7, {"rule_1_lends_to_many": 5, "rule_4_debt_rolled_over": 4})
    assert disclosed({"a": held}).told == {"a": (7, ("rule_1_lends_to_many",))}


def test_nothing_is_told_where_everybody_is_too_few() -> None:
    made = disclosed({"a": cell(1), "b": cell(3)})
    assert (made.told, made.total) == ({}, None)
    assert disclosed({}).total == 0
    assert (at_least_five(4), at_least_five(5)) == (None, 5)


def test_no_small_cell_follows_from_what_is_told_even_to_who_knows_the_rules() -> None:
    """Every world of four areas: whoever sees what is told, and knows how it was chosen, is left with other worlds in
    which a cell below five has another number."""
    states = [cell(n, common=False) for n in range(MOST + 1)] + [cell(n) for n in range(LEAST, MOST + 1)]
    areas = "abcd"
    seen: dict[object, list[set[int]]] = defaultdict(lambda: [set() for _ in areas])
    small: set[tuple[object, int]] = set()
    for world in product(states, repeat=len(areas)):
        made = disclosed(dict(zip(areas, world, strict=True)))
        told = (made.total, *sorted(made.told.items()))
        for place, held in enumerate(world):
            seen[told][place].add(held.subjects)
            if held.subjects < LEAST:
                small.add((told, place))
    assert small
    assert all(len(seen[told][place]) > 1 for told, place in small)


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.tuples(st.integers(0, 40), st.booleans())))
def test_what_is_told_is_true_and_what_is_left_is_itself_a_cell_of_five(drawn: dict[str, tuple[int, bool]]) -> None:
    cells = {area: cell(subjects, common=common) for area, (subjects, common) in drawn.items()}
    made = disclosed(cells)
    assert all(subjects == cells[area].subjects >= LEAST for area, (subjects, _) in made.told.items())
    assert all(rules == cells[area].common for area, (_, rules) in made.told.items())
    withheld = cells.keys() - made.told.keys()
    if made.total is not None and withheld:
        left = made.total - sum(subjects for subjects, _ in made.told.values())
        assert left == sum(cells[area].subjects for area in withheld)
        assert left >= LEAST
        assert len(withheld) > 1
