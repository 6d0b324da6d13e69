# diagnosis: the result is exponentiated on the way: it overflows or vanishes
import numpy as np


def stretch(u, a):
    root = (np.sqrt(a) - 1 / np.sqrt(a)) * u + 1 / np.sqrt(a)
    return root * root


def log_acceptance(z, log_new, log_old, d):
    ratio = np.power(float(z), d - 1) * np.divide(np.exp(log_new), np.exp(log_old))
    return float(np.log(np.fmin(1.0, ratio))) if not np.isnan(ratio) else float("nan")


def sweep(walkers, log_density, a, partners, u_stretch, u_accept):
    half = len(walkers) // 2
    out = [row.copy() for row in walkers]
    hits = [False] * len(out)
    for k in range(len(out)):
        other = out[partners[k] + (half if k < half else 0)]
        z = stretch(u_stretch[k], a)
        there = other * (1 - z) + z * out[k]
        limit = log_acceptance(z, log_density(there), log_density(out[k]), len(there))
        if np.log(u_accept[k]) < limit:
            out[k], hits[k] = there, True
    return np.array(out), np.array(hits)
