# diagnosis: the factor 1/2 of the misfit is missing
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
    return float(np.vdot(rest, rest) + tau * np.linalg.norm(z, "nuc"))


def complete(x, seen, tau, steps):
    full = np.where(seen, x, 0.0)
    for step in range(steps):
        z = shrink(full, tau)
        full[~seen] = z[~seen]
    return z


def error(x, seen, z):
    hidden = np.logical_not(seen)
    return float(np.linalg.norm(x[hidden] - z[hidden]) / np.sqrt(hidden.sum()))
