# diagnosis: the weights of old and new are exchanged: beta belongs to the old value
import numpy as np


def adalora(x, w, p, lam, q):
    return x @ (w + p @ np.diag(lam) @ q).T


def importance(value, grad, mean, spread, beta1, beta2):
    now = np.abs(value * grad)
    smooth = mean + beta1 * (now - mean)
    wide = spread + beta2 * (np.abs(smooth - now) - spread)
    return smooth, wide, smooth * wide


def prune(lam, s_lam, s_p, s_q, keep):
    total = [s_lam[k] + np.mean(s_p[:, k]) + np.mean(s_q[k]) for k in range(len(lam))]
    best = sorted(range(len(lam)), key=lambda k: -total[k])[:keep]
    return np.array([lam[k] if k in best else 0.0 for k in range(len(lam))])


def orthogonality_backward(upstream, p, q):
    unit = np.identity(len(q))
    return 4 * upstream * (p @ (p.T @ p) - p), 4 * upstream * ((q @ q.T - unit) @ q)


def budget(t, start, end, warm, final, total):
    done = min(max((t - warm) / (total - final - warm), 0.0), 1.0)
    return end + (start - end) * (1.0 - done) ** 3
