"""Known mistakes in AdaLoRA."""

import numpy as np
from inroad.practice.kit import mistake


@mistake("lam is left out of the update")
def adalora(x, w, p, lam, q):
    return x @ w.T + x @ q.T @ p.T


@mistake("the frozen weights are left out")
def adalora(x, w, p, lam, q):
    return (x @ q.T * lam) @ p.T


@mistake("the square root of lam is used twice over, as if both sides had it: signs are lost")
def adalora(x, w, p, lam, q):
    return x @ w.T + (x @ q.T * np.abs(lam)) @ p.T


def smoothed(value, grad, mean, spread, beta1, beta2, of=lambda v, g: np.abs(v * g), old=False, swap=False):
    now = of(value, grad)
    new = (1 - beta1) * mean + beta1 * now if swap else beta1 * mean + (1 - beta1) * now
    gap = np.abs(now - (mean if old else new))
    wide = (1 - beta2) * spread + beta2 * gap if swap else beta2 * spread + (1 - beta2) * gap
    return new, wide, new * wide


@mistake("the magnitude is missing: value times gradient may be negative")
def importance(value, grad, mean, spread, beta1, beta2):
    return smoothed(value, grad, mean, spread, beta1, beta2, of=lambda v, g: v * g)


@mistake("the sensitivity is the gradient's magnitude alone: the value is left out")
def importance(value, grad, mean, spread, beta1, beta2):
    return smoothed(value, grad, mean, spread, beta1, beta2, of=lambda v, g: np.abs(g))


@mistake("the weights of old and new are exchanged: beta belongs to the old value")
def importance(value, grad, mean, spread, beta1, beta2):
    return smoothed(value, grad, mean, spread, beta1, beta2, swap=True)


@mistake("the spread is measured from the old mean, not from the new one")
def importance(value, grad, mean, spread, beta1, beta2):
    return smoothed(value, grad, mean, spread, beta1, beta2, old=True)


@mistake("the spread uses the squared difference, not its magnitude")
def importance(value, grad, mean, spread, beta1, beta2):
    new, _, _ = smoothed(value, grad, mean, spread, beta1, beta2)
    wide = beta2 * spread + (1 - beta2) * (np.abs(value * grad) - new) ** 2
    return new, wide, new * wide


@mistake("the score divides by the spread: it is the product of mean and spread")
def importance(value, grad, mean, spread, beta1, beta2):
    new, wide, _ = smoothed(value, grad, mean, spread, beta1, beta2)
    return new, wide, new / wide


def best(lam, score, keep):
    return np.where(np.argsort(np.argsort(-score)) < keep, lam, 0.0)


@mistake("the scores of the vectors are summed, not averaged: long ones outweigh lam")
def prune(lam, s_lam, s_p, s_q, keep):
    return best(lam, s_lam + s_p.sum(0) + s_q.sum(1), keep)


@mistake("only the scores of lam are looked at, not those of its vectors")
def prune(lam, s_lam, s_p, s_q, keep):
    return best(lam, s_lam, keep)


@mistake("the least important triplets are kept")
def prune(lam, s_lam, s_p, s_q, keep):
    return best(lam, -(s_lam + s_p.mean(0) + s_q.mean(1)), keep)


@mistake("the largest lam are kept, as if they were singular values: importance decides")
def prune(lam, s_lam, s_p, s_q, keep):
    return best(lam, np.abs(lam), keep)


@mistake("keep triplets are removed instead of kept")
def prune(lam, s_lam, s_p, s_q, keep):
    return best(lam, s_lam + s_p.mean(0) + s_q.mean(1), len(lam) - keep)


@mistake("the gradient has the factor 2 of the square but not that of p appearing twice: it is 4")
def orthogonality_backward(upstream, p, q):
    unit = np.eye(len(q))
    return 2 * upstream * p @ (p.T @ p - unit), 2 * upstream * (q @ q.T - unit) @ q


@mistake("the unit matrix is missing: the penalty then shrinks everything to zero")
def orthogonality_backward(upstream, p, q):
    return 4 * upstream * p @ p.T @ p, 4 * upstream * q @ q.T @ q


@mistake("the gradient from above is left out")
def orthogonality_backward(upstream, p, q):
    unit = np.eye(len(q))
    return 4 * p @ (p.T @ p - unit), 4 * (q @ q.T - unit) @ q


@mistake("the budget falls linearly, not with the third power")
def budget(t, start, end, warm, final, total):
    return float(end + (start - end) * (1 - np.clip((t - warm) / (total - final - warm), 0, 1)))


@mistake("the steps at the start and at the end with a constant budget are left out")
def budget(t, start, end, warm, final, total):
    return float(end + (start - end) * (1 - t / total) ** 3)


@mistake("the power is taken of the progress, not of what is left: the budget falls late instead of early")
def budget(t, start, end, warm, final, total):
    return float(start - (start - end) * np.clip((t - warm) / (total - final - warm), 0, 1) ** 3)


@mistake("the budget goes on falling after it has reached its end: the last steps are left out")
def budget(t, start, end, warm, final, total):
    f = max((t - warm) / (total - warm), 0)
    return float(end + (start - end) * (1 - f) ** 3)
