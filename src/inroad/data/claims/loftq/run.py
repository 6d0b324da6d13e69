"""Two ways to begin LoRA on a base of few bits: as QLoRA does, and with what rounding took away (LoftQ)."""

import math

import numpy as np
import task

RANK, BLOCK, ROUNDS = 8, 64, 5


class Begun(task.LoRA):
    """LoRA that begins with given thin matrices."""

    def __init__(self, w, b, pairs):
        task.Frozen.__init__(self, w, b)
        self.rank, self.scale = RANK, 1.0
        self.parameters = [each.copy() for pair in pairs for each in pair]


def run(seed, variant):
    w, b, sets = task.problem(seed)
    kind, bits, _ = variant.split()
    levels = normal_levels(int(bits))
    if kind == "loftq":
        both = [alternate(each, levels) for each in w]
        make = lambda rng: Begun([q for q, _ in both], b, [pair for _, pair in both])
    else:
        base = [rounded(each, levels) for each in w]
        make = lambda rng: task.LoRA(base, b, RANK, rng)
    start = make(np.random.default_rng(0))
    off = math.sqrt(
        sum(((a - c) ** 2).sum() for a, c in zip(w, start.weights())) / sum((a**2).sum() for a in w)
    )
    adapter, head, rate = task.tuned(make, sets, seed)
    accuracy, loss = task.judge(adapter, head, *sets[2])
    return {"accuracy": accuracy, "loss": loss, "off_at_start": off, "rate": rate}


def alternate(w, levels):
    """Round what the thin matrices do not hold, then let them hold what rounding lost, five times."""
    a, b = np.zeros((w.shape[0], RANK), w.dtype), np.zeros((RANK, w.shape[1]), w.dtype)
    for _ in range(ROUNDS):
        q = rounded(w - a @ b, levels)
        u, s, v = np.linalg.svd(w - q, full_matrices=False)
        a, b = u[:, :RANK] * np.sqrt(s[:RANK]), np.sqrt(s[:RANK])[:, None] * v[:RANK]
    return q, (a, b)


def rounded(w, levels):
    """Each block of 64 weights scaled to [-1, 1] by its largest magnitude and put on the nearest level."""
    flat = w.ravel()
    blocks = np.concatenate([flat, np.zeros(-len(flat) % BLOCK, w.dtype)]).reshape(-1, BLOCK)
    scale = np.abs(blocks).max(axis=1, keepdims=True)
    scale[scale == 0] = 1
    near = levels[np.searchsorted((levels[1:] + levels[:-1]) / 2, blocks / scale)] * scale
    return near.ravel()[: len(flat)].reshape(w.shape).astype(w.dtype)


def normal_levels(bits):
    """Quantiles of the normal distribution with an exact zero, one more above it, scaled to [-1, 1]."""
    half = 2 ** (bits - 1)
    end = 1 - 0.5 * (1 / (4 * half) + 1 / (4 * half - 2))
    above = [_normal_quantile(p) for p in np.linspace(0.5, end, half + 1)[1:]]
    below = [-_normal_quantile(p) for p in np.linspace(0.5, end, half)[1:]]
    levels = np.array(sorted([*below, 0.0, *above]))
    return levels / np.abs(levels).max()


def _normal_quantile(p):
    """By bisection: NumPy alone has none."""
    low, high = -10.0, 10.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if 0.5 * (1 + math.erf(middle / math.sqrt(2))) < p else (low, middle)
    return (low + high) / 2
