# diagnosis: the holes are filled with zeros in each step instead of with the estimate
import numpy as np


def shrink(z, tau):
    u, s, vt = np.linalg.svd(z, full_matrices=False)
    out = np.zeros_like(z)
    for k in range(len(s)):
        if s[k] > tau:
            out += (s[k] - tau) * np.outer(u[:, k], vt[k])
    return out


def objective(x, seen, z, tau):
    rest = np.where(seen, x - z, 0.0)
    return float(0.5 * np.vdot(rest, rest) + tau * np.linalg.norm(z, "nuc"))


def complete(x, seen, tau, steps):
    for step in range(steps):
        known = np.zeros_like(x)
        known[seen] = x[seen]
        z = shrink(known, tau)
    return z


def error(x, seen, z):
    hidden = np.logical_not(seen)
    return float(np.linalg.norm(x[hidden] - z[hidden]) / np.sqrt(hidden.sum()))
