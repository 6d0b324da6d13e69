"""OP-LoRA: low-rank matrices that a small network predicts, from memory."""

import numpy as np


def op_lora(x, w, z, w1, w2, rank):
    """x (n, i), w (o, i), z (e,), w1 (h, e), w2 (rank i + o rank, h) -> (n, o)."""
    raise NotImplementedError


def op_lora_backward(upstream, x, w, z, w1, w2, rank):
    """upstream (n, o) -> gradients by z, w1 and w2."""
    raise NotImplementedError
