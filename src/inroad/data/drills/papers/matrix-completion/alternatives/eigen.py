import numpy as np


def shrink(z, tau):
    values, v = np.linalg.eigh(z.T @ z)
    s = np.sqrt(np.maximum(values, 0))
    share = np.where(s > tau, 1 - tau / np.maximum(s, tau), 0)
    return z @ (v * share) @ v.T


def objective(x, seen, z, tau):
    rest = np.where(seen, x - z, 0.0)
    return float(0.5 * np.vdot(rest, rest) + tau * np.linalg.norm(z, "nuc"))


def complete(x, seen, tau, steps):
    z = np.zeros(x.shape)
    known = np.where(seen, x, 0)
    for _ in range(steps):
        z = shrink(z + np.where(seen, known - z, 0), tau)
    return z


def error(x, seen, z):
    hidden = np.logical_not(seen)
    return float(np.linalg.norm(x[hidden] - z[hidden]) / np.sqrt(hidden.sum()))
