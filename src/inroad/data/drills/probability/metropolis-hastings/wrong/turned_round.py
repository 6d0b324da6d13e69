# diagnosis: the comparison with the uniform number is turned round
import numpy as np


def log_acceptance(log_new, log_old, log_forward, log_back):
    if log_new == -np.inf:
        return -np.inf
    if log_old == -np.inf:
        return 0.0
    gain = (log_new + log_back) - (log_old + log_forward)
    return gain if gain < 0 else 0.0


def random_walk(log_density, start, scale, normals, uniforms):
    x = start.astype(float)
    old, kept, count = log_density(x), [], 0
    for z, u in zip(normals, uniforms):
        y = x + scale * z
        new = log_density(y)
        if u > np.exp(log_acceptance(new, old, 0.0, 0.0)):
            x, old = y, new
            count += 1
        kept.append(x)
    return np.array(kept), count / len(kept)


def positive_walk(log_density, start, scale, normals, uniforms):
    here, chain = float(start), []
    for z, u in zip(normals, uniforms):
        there = here * np.exp(scale * z)
        if np.log(u) < log_acceptance(log_density(there), log_density(here), -np.log(there), -np.log(here)):
            here = there
        chain.append(here)
    return np.array(chain)
