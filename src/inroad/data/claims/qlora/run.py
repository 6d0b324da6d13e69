"""LoRA on a frozen base of full precision, and on bases of 4 bits with three sets of levels."""

import math

import numpy as np
import task

RANK, BLOCK = 4, 64


def run(seed, variant):
    w, b, sets = task.problem(seed)
    base = w if variant == "full precision" else [rounded(each, LEVELS[variant]) for each in w]
    adapter, head, rate = task.tuned(lambda rng: task.LoRA(base, b, RANK, rng), sets, seed)
    accuracy, loss = task.judge(adapter, head, *sets[2])
    off = math.sqrt(sum(((a - c) ** 2).sum() for a, c in zip(w, base)) / sum((a**2).sum() for a in w))
    return {"accuracy": accuracy, "loss": loss, "rounding": off, "rate": rate}


def rounded(w, levels):
    """Each block of 64 weights scaled to [-1, 1] by its largest magnitude and put on the nearest level."""
    flat = w.ravel()
    blocks = np.concatenate([flat, np.zeros(-len(flat) % BLOCK, w.dtype)]).reshape(-1, BLOCK)
    scale = np.abs(blocks).max(axis=1, keepdims=True)
    scale[scale == 0] = 1
    edges = (levels[1:] + levels[:-1]) / 2
    near = levels[np.searchsorted(edges, blocks / scale)] * scale
    return near.ravel()[: len(flat)].reshape(w.shape).astype(w.dtype)


def _normal_quantile(p):
    """By bisection: NumPy alone has none."""
    low, high = -10.0, 10.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if 0.5 * (1 + math.erf(middle / math.sqrt(2))) < p else (low, middle)
    return (low + high) / 2


def normal_float():
    """Sixteen quantiles of the normal distribution with an exact zero, scaled to [-1, 1]."""
    end = 0.5 * ((1 - 1 / 32) + (1 - 1 / 30))
    above = [_normal_quantile(p) for p in np.linspace(0.5, end, 9)[1:]]
    below = [-_normal_quantile(p) for p in np.linspace(0.5, end, 8)[1:]]
    levels = np.array(sorted([*below, 0.0, *above]))
    return levels / np.abs(levels).max()


def float4():
    """Sign, two bits of exponent, one of mantissa."""
    steps = np.array([0, 0.5, 1, 1.5, 2, 3, 4, 6]) / 6
    return np.unique(np.concatenate([-steps, steps]))


LEVELS = {"nf4": normal_float(), "fp4": float4(), "int4": np.arange(-7, 8) / 7}
