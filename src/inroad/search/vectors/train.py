"""Learning vectors of terms, so that a title and its own abstract come to lie close together.

A text is the weighted sum of its terms' vectors, at length one.  In a batch every title must be told from
all the others by the abstract it belongs to, and the other way round (the InfoNCE loss of van den Oord et
al. 2018, "Representation Learning with Contrastive Predictive Coding", in both directions).  How much a term
weighs is the length of its vector, which is learnt with it.

Steps are Adagrad with one rate a term (Duchi et al. 2011), so that rare terms move far and frequent ones
settle.  What a step draws depends on the seed and its number alone: training that was cut short goes on as if
it had not been.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from inroad.search.vectors.bags import Bags, Floats, Longs, unit


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn."""

    dimensions: int = 256
    epochs: int = 6
    batch: int = 1024
    """Papers that must be told from each other."""
    temperature: float = 0.05
    rate: float = 0.1
    seed: int = 1


@dataclass(slots=True)
class State:
    """How far learning is; ``table`` and ``squares`` change in place."""

    step: int
    table: Floats
    """Shape [terms, d]."""
    squares: Floats
    """Shape [terms]: sum of squared gradients."""
    fixed: NDArray[np.bool_] | None = None
    """Shape [terms]: terms whose vector must stay as it is; None: all may move."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Titles and abstracts of the same papers, over the same terms."""

    titles: Bags
    abstracts: Bags

    def __len__(self) -> int:
        return len(self.titles)


def beginning(frequencies: Longs, papers: int, settings: Settings) -> State:
    """Random directions, as long as the terms are rare (inverse document frequency of [terms])."""
    rng = default_rng([settings.seed, len(frequencies)])
    table = rng.standard_normal((len(frequencies), settings.dimensions), dtype=np.float32)
    if len(frequencies):  # a corpus of a paper or two shares no term
        rarity = np.log(1 + (papers - frequencies + 0.5) / (frequencies + 0.5))
        table *= (rarity / (rarity.mean() * np.sqrt(settings.dimensions)))[:, None].astype(np.float32)
    return State(0, table, np.zeros(len(frequencies), np.float32))


def steps(papers: int, settings: Settings) -> int:
    """How many steps learning has."""
    return settings.epochs * max(1, papers // settings.batch)  # a smaller corpus is one batch


def advance(texts: Texts, state: State, settings: Settings) -> float:
    """One step; the loss before it."""
    total = steps(len(texts), settings)
    epoch, place = divmod(state.step, total // settings.epochs)
    order = default_rng([settings.seed, epoch]).permutation(len(texts))
    chosen = order[place * settings.batch : (place + 1) * settings.batch]
    bags = texts.titles.rows(chosen).over(texts.abstracts.rows(chosen))
    loss, slope = contrast(bags.times(state.table), settings.temperature)
    _move(state, bags, slope, settings.rate * max(0.02, 1 - state.step / total))
    state.step += 1
    return loss


def contrast(sums: Floats, temperature: float) -> tuple[float, Floats]:
    """The loss of 2n sums, partners n apart, and its slope in them: [2n, d]."""
    count = len(sums) // 2
    units = unit(sums)
    first, second = units[:count], units[count:]
    odds = np.exp((first @ second.T - 1) / np.float32(temperature))
    by_row, by_column = odds.sum(1, keepdims=True), odds.sum(0, keepdims=True)
    own = np.diagonal(odds)
    loss = -np.log(np.maximum(own * own, 1e-38) / (by_row[:, 0] * by_column[0])).mean() / 2
    pull = odds * (1 / by_row + 1 / by_column)
    pull[np.arange(count), np.arange(count)] -= 2
    slope = np.concatenate([pull @ second, pull.T @ first]) / np.float32(2 * count * temperature)
    lengths = np.maximum(np.sqrt(np.einsum("ij,ij->i", sums, sums)), 1e-12)[:, None]
    return float(loss), (slope - units * np.einsum("ij,ij->i", units, slope)[:, None]) / lengths


def _move(state: State, bags: Bags, slope: Floats, rate: float) -> None:
    """One step of Adagrad for the terms of a batch."""
    from scipy.sparse import csr_array

    seen = np.bincount(bags.terms, minlength=len(state.table)) > 0
    touched = np.flatnonzero(seen)
    local = (np.cumsum(seen) - 1)[bags.terms]
    matrix = csr_array((bags.weights, local, bags.starts), shape=(len(bags), len(touched)))
    gradient = np.asarray(matrix.T @ slope, dtype=np.float32)
    if state.fixed is not None:
        moving = ~state.fixed[touched]
        touched, gradient = touched[moving], gradient[moving]
    state.squares[touched] += np.einsum("ij,ij->i", gradient, gradient) / gradient.shape[1]
    scale = rate / np.sqrt(state.squares[touched] + 1e-12)
    state.table[touched] -= scale[:, None].astype(np.float32) * gradient
