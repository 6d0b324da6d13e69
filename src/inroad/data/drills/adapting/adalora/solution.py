"""AdaLoRA, written plainly."""

import numpy as np


def adalora(x, w, p, lam, q):
    return x @ w.T + (x @ q.T * lam) @ p.T


def importance(value, grad, mean, spread, beta1, beta2):
    sensitivity = np.abs(value * grad)
    mean = beta1 * mean + (1 - beta1) * sensitivity
    spread = beta2 * spread + (1 - beta2) * np.abs(sensitivity - mean)
    return mean, spread, mean * spread


def prune(lam, s_lam, s_p, s_q, keep):
    # Means, not sums: a triplet's score must not depend on how long its vectors are.
    score = s_lam + s_p.mean(axis=0) + s_q.mean(axis=1)
    kept = np.argsort(-score)[:keep]
    pruned = np.zeros(lam.shape)
    pruned[kept] = lam[kept]
    return pruned


def orthogonality(p, q):
    unit = np.eye(p.shape[1])
    return np.sum((p.T @ p - unit) ** 2) + np.sum((q @ q.T - unit) ** 2)


def orthogonality_backward(upstream, p, q):
    unit = np.eye(p.shape[1])
    return 4 * upstream * p @ (p.T @ p - unit), 4 * upstream * (q @ q.T - unit) @ q


def budget(t, start, end, warm, final, total):
    if t < warm:
        return float(start)
    if t >= total - final:
        return float(end)
    f = (t - warm) / (total - final - warm)
    return float(end + (start - end) * (1 - f) ** 3)
