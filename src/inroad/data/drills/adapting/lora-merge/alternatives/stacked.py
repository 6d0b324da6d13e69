import numpy as np


def merge(w, a, b, alpha):
    return w + np.einsum("or,ri->oi", b, a) * (alpha / b.shape[1])


def unmerge(merged, a, b, alpha):
    return merged - np.einsum("or,ri->oi", b, a) * (alpha / b.shape[1])


def merge_many(w, adapters, shares):
    down = np.concatenate([a for a, _, _ in adapters])
    up = np.concatenate([b * (s * alpha / b.shape[1]) for (_, b, alpha), s in zip(adapters, shares)], axis=1)
    return w + up @ down
