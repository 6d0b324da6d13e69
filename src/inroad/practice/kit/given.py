"""Inputs drawn at random, that shrink to small shapes and small whole numbers when an answer fails on them.

The entries of an array come from one drawn seed rather than one draw each: a hundred times cheaper, and
what a learner wants to see shrunk is the shape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from numpy.typing import NDArray

Value = TypeVar("Value")
Given = SearchStrategy[tuple[Any, ...]]
"""Draws the arguments of one call."""


def inputs(draws: Callable[[DrawFn], tuple[Any, ...]]) -> Given:
    """Make a strategy of a function that draws all arguments of a call and returns them as a tuple."""
    return st.composite(draws)()


def size(draw: DrawFn, least: int = 1, most: int = 6) -> int:
    """A length of an axis."""
    return least + _below(draw, most - least)


def integers(draw: DrawFn, least: int, most: int, *shape: int) -> NDArray[np.int64]:
    """Whole numbers from ``least`` to ``most``, both included, of some shape."""
    return chance(draw).integers(least, most + 1, size=shape)


def array(draw: DrawFn, *shape: int, scale: float = 1.0) -> NDArray[np.float64]:
    """Numbers around zero: normal with standard deviation ``scale``, or whole ones from -3 to 3."""
    rng = chance(draw)
    if draw(st.booleans()):
        return rng.normal(size=shape) * scale
    return rng.integers(-3, 4, size=shape).astype(np.float64)


def positive(draw: DrawFn, *shape: int, least: float = 0.1, most: float = 3.0) -> NDArray[np.float64]:
    """Numbers between two positive limits."""
    return chance(draw).uniform(least, most, size=shape)


def number(draw: DrawFn, least: float, most: float) -> float:
    """One number between two limits, with at most three digits behind the point."""
    low = round(least * 1000)
    return (low + _below(draw, round(most * 1000) - low)) / 1000


def choice(draw: DrawFn, of: Sequence[Value]) -> Value:
    """One of several; shrinks to the first."""
    return of[_below(draw, len(of) - 1)]


def chance(draw: DrawFn) -> np.random.Generator:
    """A generator of random numbers, itself drawn."""
    return np.random.default_rng(_below(draw, 2**16))


_FAR = 3_141_592_653_589
"""Hypothesis also draws numbers that stand in the source of what is loaded, so that the same check would see
other inputs in another process.  No source has numbers from here on, and none of its own lie near."""


def _below(draw: DrawFn, most: int) -> int:
    """A whole number from 0 to ``most``, both included; shrinks to 0."""
    return draw(_far(most)) - _FAR


@cache
def _far(most: int) -> SearchStrategy[int]:
    return st.integers(_FAR, _FAR + most)
