"""Inputs drawn at random, that shrink to small shapes and small whole numbers when an answer fails on them.

The entries of an array come from one drawn seed rather than one draw each: a hundred times cheaper, and
what a learner wants to see shrunk is the shape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    return draw(st.integers(least, most))


def integers(draw: DrawFn, least: int, most: int, *shape: int) -> NDArray[np.int64]:
    """Whole numbers from ``least`` to ``most``, both included, of some shape."""
    return _rng(draw).integers(least, most + 1, size=shape)


def array(draw: DrawFn, *shape: int, scale: float = 1.0) -> NDArray[np.float64]:
    """Numbers around zero: normal with standard deviation ``scale``, or whole ones from -3 to 3."""
    rng = _rng(draw)
    if draw(st.booleans()):
        return rng.normal(size=shape) * scale
    return rng.integers(-3, 4, size=shape).astype(np.float64)


def positive(draw: DrawFn, *shape: int, least: float = 0.1, most: float = 3.0) -> NDArray[np.float64]:
    """Numbers between two positive limits."""
    return _rng(draw).uniform(least, most, size=shape)


def number(draw: DrawFn, least: float, most: float) -> float:
    """One number between two limits, with at most three digits behind the point."""
    return draw(st.integers(round(least * 1000), round(most * 1000))) / 1000


def choice(draw: DrawFn, of: Sequence[Value]) -> Value:
    """One of several; shrinks to the first."""
    return draw(st.sampled_from(of))


def _rng(draw: DrawFn) -> np.random.Generator:
    return np.random.default_rng(draw(st.integers(0, 2**16)))
