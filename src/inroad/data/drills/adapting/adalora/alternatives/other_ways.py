import numpy as np


def adalora(x, w, p, lam, q):
    y = np.matmul(x, w.T)
    for k, size in enumerate(lam):
        y = y + size * np.outer(x @ q[k], p[:, k])
    return y


def importance(value, grad, mean, spread, beta1, beta2):
    now = np.sqrt((value * grad) ** 2)
    new = np.average([mean, now], axis=0, weights=[beta1, 1 - beta1])
    gap = np.maximum(now - new, new - now)
    wide = np.average([spread, gap], axis=0, weights=[beta2, 1 - beta2])
    return new, wide, new * wide


def prune(lam, s_lam, s_p, s_q, keep):
    total = s_lam + np.ones(len(s_p)) @ s_p / len(s_p) + s_q @ np.ones(s_q.shape[1]) / s_q.shape[1]
    better = (total[None, :] > total[:, None]).sum(axis=1)
    return lam * (better < keep)


def orthogonality_backward(upstream, p, q):
    off = np.einsum("or,os->rs", p, p) - np.eye(p.shape[1])
    other = np.einsum("ri,si->rs", q, q) - np.eye(len(q))
    return upstream * np.einsum("os,rs->or", 4 * p, off), upstream * np.einsum("rs,si->ri", other, 4 * q)


def budget(t, start, end, warm, final, total):
    stop = total - final
    left = (stop - np.clip(t, warm, stop)) / (stop - warm)
    return float(end + (start - end) * left**3)
