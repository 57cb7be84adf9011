"""Every declared pattern reads its own example as it says."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import features.judgments
from features.judgments.pattern import Pattern
from features.judgments.writing import written


def declared() -> Iterator[tuple[str, Pattern]]:
    """(module and name, pattern) of every pattern of the package."""
    for module in pkgutil.iter_modules(features.judgments.__path__):
        held = vars(importlib.import_module(f"features.judgments.{module.name}"))
        for value in held.values():
            for one in _patterns_in(value):
                yield f"{module.name}.{one.name}", one


def _patterns_in(value: object) -> Iterator[Pattern]:
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _patterns_in(part)


PATTERNS = dict(declared())


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_reads_its_example(name: str) -> None:
    one = PATTERNS[name]
    found = one.compiled.search(written(one.example).plain)
    assert found is not None, f"{one.example!r} is not matched"
    assert (found.groups() or (found[0],)) == tuple(part and written(part).plain for part in one.reads)


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_says_what_it_means_and_reads_nothing_into_nothing(name: str) -> None:
    one = PATTERNS[name]
    assert one.means
    assert not one.compiled.search("")


def test_no_two_patterns_of_a_module_share_a_name() -> None:
    """Else one of them would never be held against its example."""
    assert len(PATTERNS) > 40
    assert [name for name, one in declared() if one != PATTERNS[name]] == []
