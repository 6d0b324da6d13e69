# diagnosis: densities are exponentiated before their ratio is taken: they overflow or vanish
import numpy as np


def log_acceptance(log_new, log_old, log_forward, log_back):
    there = np.exp(log_new - log_forward)
    here = np.exp(log_old - log_back)
    return float(np.log(np.fmin(1.0, np.divide(there, here)))) if there / here >= 0 else np.nan


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
    here, chain = float(start), []
    for z, u in zip(normals, uniforms):
        there = here * np.exp(scale * z)
        if np.log(u) < log_acceptance(log_density(there), log_density(here), -np.log(there), -np.log(here)):
            here = there
        chain.append(here)
    return np.array(chain)
