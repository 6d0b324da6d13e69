# diagnosis: the mean is taken over all entries: only the holes are to be counted
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
    full = np.where(seen, x, 0.0)
    for step in range(steps):
        z = shrink(full, tau)
        full[~seen] = z[~seen]
    return z


def error(x, seen, z):
    hidden = ~seen
    return float(np.linalg.norm((x - z)[hidden]) / np.sqrt(x.size))
