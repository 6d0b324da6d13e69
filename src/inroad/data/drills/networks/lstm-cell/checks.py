"""What is checked of an answer to the LSTM cell."""

import numpy as np

from inroad.practice.kit import array, Failed, central, inputs, prop, same, size, stable


def drawn(draw):
    n, d, k = size(draw, 1, 3), size(draw, 1, 3), size(draw, 1, 3)
    x, h, c = array(draw, n, d) / 2, array(draw, n, k) / 2, array(draw, n, k) / 2 + 0.1
    return x, h, c, array(draw, d, 4 * k) / 2, array(draw, k, 4 * k) / 2, array(draw, 4 * k) / 2


@inputs
def step(draw):
    return drawn(draw)


@inputs
def step_back(draw):
    rest = drawn(draw)
    return array(draw, *rest[1].shape) + 0.1, array(draw, *rest[1].shape) + 0.2, *rest


def slopes(answer, reference, by_h, by_c, *at):
    def loss(place, moved):
        new_h, new_c = reference.lstm_cell(*at[:place], moved, *at[place + 1 :])
        return float(np.sum(by_h * new_h) + np.sum(by_c * new_c))

    got = answer.lstm_cell_backward(by_h, by_c, *at)
    for place, name in enumerate(("x", "h", "c", "w", "u", "b")):
        expected = central(lambda moved, place=place: loss(place, moved), at[place])
        # Central differences err by about 1e-10 here.
        if not np.allclose(got[place], expected, rtol=1e-5, atol=1e-6):
            told = f"the gradient by {name} differs from central differences"
            raise Failed(told, None, (by_h, by_c, *at), got[place], expected)


def remembers(answer, reference, x, h, c, w, u, b):
    k = c.shape[1]
    kept = b.copy()
    kept[:k], kept[k : 2 * k] = -40, 40
    _, new_c = answer.lstm_cell(x, h, c, w, u, kept)
    assert np.allclose(new_c, c), (
        "with the input gate shut and the forget gate open, the cell must stay as it is"
    )


one = np.ones((1, 1))
CHECKS = [
    # Sums of a few products near one, then smooth functions: rounding is near 1e-15.
    *same("lstm_cell", step),
    *same("lstm_cell_backward", step_back, rtol=1e-8, atol=1e-9),
    prop("invariance", "shut and open gates keep the cell", remembers, step, calls="lstm_cell"),
    stable(
        "lstm_cell",
        (one * 2e3, one, one, np.array([[1.0, -1.0, 0.5, 1.0]]), np.zeros((1, 4)), np.zeros(4)),
        (one * -2e3, one, one, np.array([[1.0, -1.0, 0.5, -1.0]]), np.zeros((1, 4)), np.zeros(4)),
    ),
    prop(
        "gradient",
        "gradients agree with central differences",
        slopes,
        step_back,
        calls="lstm_cell_backward",
        examples=4,
    ),
]
