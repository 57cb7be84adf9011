"""Random numbers: one root seed, one independent stream per name, so that nothing depends on who draws first."""

from __future__ import annotations

import math
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

import numpy as np

T = TypeVar("T")


class Dice:
    """Scalar draws from one numpy generator, buffered: a scalar call to numpy costs ten times a buffered one."""

    __slots__ = ("_buffer", "_generator", "_size")

    def __init__(self, generator: np.random.Generator) -> None:
        self._generator = generator
        self._buffer: list[float] = []
        self._size = 32

    def random(self) -> float:
        """A number in [0, 1)."""
        if not self._buffer:
            self._buffer = self._generator.random(self._size).tolist()
            self._size = min(self._size * 2, 8192)
        return self._buffer.pop()

    def chance(self, probability: float) -> bool:
        return self.random() < probability

    def integer(self, low: int, high: int) -> int:
        """An integer from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def uniform(self, low: float, high: float) -> float:
        return low + self.random() * (high - low)

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.random() * len(options))]

    def weighted(self, table: Weighted[T]) -> T:
        return table.options[bisect_right(table.steps, self.random() * table.steps[-1])]

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """Up to `count` different places of `options`, in drawn order."""
        count = min(count, len(options))
        chosen: dict[int, None] = {}
        while len(chosen) < count:
            chosen[int(self.random() * len(options))] = None
        return [options[place] for place in chosen]

    def shuffle(self, items: list[T]) -> None:
        for place in range(len(items) - 1, 0, -1):
            other = int(self.random() * (place + 1))
            items[place], items[other] = items[other], items[place]

    def exponential(self, mean: float) -> float:
        return -mean * math.log(1.0 - self.random())

    def normal(self) -> float:
        radius = math.sqrt(-2.0 * math.log(1.0 - self.random()))
        return radius * math.cos(2.0 * math.pi * self.random())

    def lognormal(self, median: float, sigma: float) -> float:
        return median * math.exp(sigma * self.normal())

    def count(self, mean: float) -> int:
        """A Poisson count."""
        return int(self._generator.poisson(mean))


class Weighted(Generic[T]):
    """Options with weights, prepared once for many draws."""

    __slots__ = ("options", "steps")

    def __init__(self, weights: dict[T, float]) -> None:
        self.options = list(weights)
        self.steps = list(accumulate(weights.values()))


class Streams:
    """Independent streams of one seed, each found by the words that name it."""

    def __init__(self, seed: int) -> None:
        if seed < 0:
            raise ValueError(f"seed must not be negative, got {seed}")
        self.seed = seed

    def generator(self, *words: str | int) -> np.random.Generator:
        spawn_key = tuple(zlib.crc32(str(word).encode()) for word in words)
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence(self.seed, spawn_key=spawn_key)))

    def dice(self, *words: str | int) -> Dice:
        return Dice(self.generator(*words))
