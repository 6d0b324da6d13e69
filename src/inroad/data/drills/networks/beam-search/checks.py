"""What is checked of an answer to beam search."""

import numpy as np

from inroad.practice.kit import choice, inputs, positive, prop, same, size, stable


def model(draw):
    v = size(draw, 2, 5)
    start, follow = positive(draw, v, least=0.02, most=1.0), positive(draw, v, v, least=0.02, most=1.0)
    return np.log(start / start.sum()), np.log(follow / follow.sum(axis=1, keepdims=True))


@inputs
def one(draw):
    start, follow = model(draw)
    return start, follow, size(draw, 1, 6), size(draw, 0, len(start) - 1)


@inputs
def several(draw):
    start, follow = model(draw)
    end, width, steps = size(draw, 0, len(start) - 1), size(draw, 1, 5), size(draw, 1, 5)
    return start, follow, width, steps, end, choice(draw, (0.7, 1.0, 0.0))


def width_one(answer, reference, start, follow, width, steps, end, alpha):
    found = answer.beam_search(start, follow, 1, steps, end, alpha)
    assert found[0][0] == reference.greedy(start, follow, steps, end), (
        "with width 1 it must be the greedy search"
    )


def totals(answer, reference, start, follow, width, steps, end, alpha):
    for tokens, score in answer.beam_search(start, follow, width, steps, end, 0.0):
        told = float(start[tokens[0]] + sum(follow[a, b] for a, b in zip(tokens, tokens[1:])))
        assert np.isclose(score, told), "with alpha 0 the score must be the sum of the log-probabilities"


rare = np.full((3, 3), -400.0) - np.arange(9.0).reshape(3, 3)
CHECKS = [
    *same("greedy", one, examples=25),
    # Sums of at most five numbers.
    *same("beam_search", several, examples=35),
    prop("invariance", "width 1 is the greedy search", width_one, several, calls="beam_search", examples=10),
    prop(
        "invariance",
        "totals are sums of log-probabilities",
        totals,
        several,
        calls="beam_search",
        examples=10,
    ),
    stable("beam_search", (rare[0], rare, 2, 5, 2, 0.7)),  # totals near -2000: no probability is left
]
