"""Known mistakes in LoftQ."""

import numpy as np
from inroad.practice.kit import mistake
from solution import low_rank as best
from solution import quantise as rounded


def to_grid(w, step, code=np.rint):
    return code(w / np.where(step == 0, 1, step)) * step


@mistake("the step is the largest magnitude divided by 2^bits: one bit is the sign, zero takes one value")
def quantise(w, bits):
    step = np.abs(w).max() / 2**bits
    return to_grid(w, step)


@mistake("the step is the largest magnitude divided by 2^(bits-1): minus one is missing")
def quantise(w, bits):
    step = np.abs(w).max() / 2 ** (bits - 1)
    return to_grid(w, step)


@mistake("the multiples are returned, not the weights they stand for")
def quantise(w, bits):
    step = np.abs(w).max() / (2 ** (bits - 1) - 1)
    return to_grid(w, step) / step if step > 0 else 0 * w


@mistake("values are cut off instead of rounded")
def quantise(w, bits):
    step = np.abs(w).max() / (2 ** (bits - 1) - 1)
    return to_grid(w, step, np.trunc)


@mistake("the largest value is taken, not the largest magnitude")
def quantise(w, bits):
    step = w.max() / (2 ** (bits - 1) - 1)
    return to_grid(w, step)


@mistake("each row has its own step: there is one for the whole matrix")
def quantise(w, bits):
    step = np.abs(w).max(axis=1, keepdims=True) / (2 ** (bits - 1) - 1)
    return to_grid(w, step)


def parts(m, rank, power=0.5, at=slice(None)):
    u, s, vt = np.linalg.svd(m, full_matrices=False)
    u, s, vt = u[:, at], s[at], vt[at]
    return u[:, :rank] * s[:rank] ** power, s[:rank, None] ** power * vt[:rank]


@mistake("the singular values are left out")
def low_rank(m, rank):
    return parts(m, rank, 0)


@mistake("both factors get the whole singular values: their square root is missing")
def low_rank(m, rank):
    return parts(m, rank, 1)


@mistake("one factor gets all of the singular values")
def low_rank(m, rank):
    b, a = parts(m, rank)
    size = np.sqrt((a**2).sum(axis=1))
    return b * size, a / size[:, None]


@mistake("the smallest singular values are kept instead of the largest")
def low_rank(m, rank):
    return parts(m, rank, at=slice(None, None, -1))


@mistake("the right singular vectors are transposed once too often: numpy gives them as rows")
def low_rank(m, rank):
    u, s, vt = np.linalg.svd(m, full_matrices=False)
    root = np.sqrt(s[:rank])
    return u[:, :rank] * root, root[:, None] * vt[:, :rank].T


@mistake("the update is fitted to the weights, not to what the quantised ones leave of them")
def loftq(w, bits, rank, steps):
    update = np.zeros(w.shape)
    for _ in range(steps):
        q = rounded(w - update, bits)
        b, a = best(w, rank)
        update = b @ a
    return q, b, a


@mistake("the weights themselves are quantised in every step: what the update takes is not subtracted")
def loftq(w, bits, rank, steps):
    q = rounded(w, bits)
    return q, *best(w - q, rank)


@mistake("the difference has the wrong sign: q + b a must come near w")
def loftq(w, bits, rank, steps):
    update = np.zeros(w.shape)
    for _ in range(steps):
        q = rounded(w - update, bits)
        b, a = best(q - w, rank)
        update = b @ a
    return q, b, a


@mistake("the update is added before quantising, not subtracted")
def loftq(w, bits, rank, steps):
    update = np.zeros(w.shape)
    for _ in range(steps):
        q = rounded(w + update, bits)
        b, a = best(w - q, rank)
        update = b @ a
    return q, b, a


@mistake("the steps begin with the update, not with the quantisation")
def loftq(w, bits, rank, steps):
    q = np.zeros(w.shape)
    for _ in range(steps):
        b, a = best(w - q, rank)
        q = rounded(w - b @ a, bits)
    return q, b, a


@mistake("the errors of the steps are added up: each step begins with w again")
def loftq(w, bits, rank, steps):
    left = w
    for _ in range(steps):
        q = rounded(left, bits)
        b, a = best(left - q, rank)
        left = left - b @ a
    return q, b, a
