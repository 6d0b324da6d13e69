# diagnosis: rejected steps are left out: the old state must count again
import numpy as np


def log_acceptance(log_new, log_old, log_forward, log_back):
    if log_new == -np.inf:
        return -np.inf
    if log_old == -np.inf:
        return 0.0
    gain = (log_new + log_back) - (log_old + log_forward)
    return gain if gain < 0 else 0.0


def random_walk(log_density, start, scale, normals, uniforms):
    here, kept = np.array(start, dtype=float), []
    for t, u in enumerate(uniforms):
        there = here + scale * normals[t]
        if u < np.exp(log_acceptance(log_density(there), log_density(here), 0.0, 0.0)):
            here = there
            kept.append(here)
    return np.array(kept), len(kept) / len(uniforms)


def positive_walk(log_density, start, scale, normals, uniforms):
    here, chain = float(start), []
    for z, u in zip(normals, uniforms):
        there = here * np.exp(scale * z)
        if np.log(u) < log_acceptance(log_density(there), log_density(here), -np.log(there), -np.log(here)):
            here = there
        chain.append(here)
    return np.array(chain)
