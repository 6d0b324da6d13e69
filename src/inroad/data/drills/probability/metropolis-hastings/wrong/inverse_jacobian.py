# diagnosis: the correction is old / new instead of new / old
import numpy as np


def log_acceptance(log_new, log_old, log_forward, log_back):
    if log_new == -np.inf:
        return -np.inf
    if log_old == -np.inf:
        return 0.0
    gain = (log_new + log_back) - (log_old + log_forward)
    return gain if gain < 0 else 0.0


def random_walk(log_density, start, scale, normals, uniforms):
    here, value = np.array(start, dtype=float), log_density(start)
    chain, hits = [], 0
    for t in range(len(uniforms)):
        there = here + scale * normals[t]
        there_value = log_density(there)
        if np.log(uniforms[t]) < log_acceptance(there_value, value, 0.0, 0.0):
            here, value, hits = there, there_value, hits + 1
        chain.append(here)
    return np.stack(chain), hits / len(uniforms)


def positive_walk(log_density, start, scale, normals, uniforms):
    chain = [float(start)]
    for z, u in zip(normals, uniforms):
        there = chain[-1] * np.exp(scale * z)
        ok = np.log(u) < log_acceptance(log_density(there), log_density(chain[-1]), scale * z, 0.0)
        chain.append(there if ok else chain[-1])
    return np.array(chain[1:])
