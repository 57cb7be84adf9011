"""The declaration of one pattern: what it matches, what that means, and an example that is its test."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Pattern:
    """One form of words. `expression` is read over a text in the form of `writing.Writing.plain`.

    `example` is invented; `reads` are the groups of the first match in it, or the whole match where the expression has
    no group.
    """

    name: str
    means: str
    expression: str
    example: str
    reads: tuple[str | None, ...]

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled at first use."""
        return re.compile(self.expression)


def search_any(patterns: tuple[Pattern, ...], text: str, start: int = 0, end: int | None = None) -> Pattern | None:
    """The first pattern of the tuple that matches anywhere between the places; None when none does."""
    stop = len(text) if end is None else end
    return next((one for one in patterns if one.compiled.search(text, start, stop)), None)
