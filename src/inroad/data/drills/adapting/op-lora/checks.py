"""What is checked of an answer to OP-LoRA."""

import numpy as np

from inroad.practice.kit import array, gradient, inputs, prop, same, size


@inputs
def layer(draw):
    n, i, o = size(draw, 1, 3), size(draw, 2, 4), size(draw, 2, 4)
    e, h, r = size(draw, 1, 3), size(draw, 2, 4), size(draw, 1, 2)
    # Away from zero before the ReLU, where central differences would step over the kink.
    z, w1 = np.abs(array(draw, e)) + 0.3, array(draw, h, e)
    w1 = np.where(w1 >= 0, w1 + 0.2, w1 - 0.2)
    w1 = w1 * np.sign(w1[:, :1]) * np.where(np.arange(h) % 2, -1.0, 1.0)[:, None] if e == 1 else w1
    return array(draw, n, i), array(draw, o, i), z, w1, array(draw, r * i + o * r, h, scale=0.5), r


def no_network_no_update(answer, reference, x, w, z, w1, w2, rank):
    y = answer.op_lora(x, w, z, w1, 0 * w2, rank)
    assert np.allclose(y, x @ w.T, atol=1e-9), "if the network gives zeros, the layer must be the frozen one"


CHECKS = [
    # Three small matrix products of numbers near one: rounding is far below 1e-9.
    *same("op_lora", layer, rtol=1e-9, atol=1e-8),
    prop(
        "invariance",
        "a network that gives zeros changes nothing",
        no_network_no_update,
        layer,
        calls="op_lora",
    ),
    gradient("op_lora_backward", "op_lora", layer, of=(2, 3, 4), rtol=1e-4, atol=1e-4),
]
