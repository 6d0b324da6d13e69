# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def log_acceptance(log_new, log_old, log_forward, log_back):
    if log_new == -np.inf:
        return -np.inf
    if log_old == -np.inf:
        return 0.0
    gain = (log_new + log_back) - (log_old + log_forward)
    return gain if gain < 0 else 0.0


def random_walk(log_density, start, scale, normals, uniforms):
    states, count = [], 0
    for z, u in zip(normals, uniforms):
        there = start + scale * z
        if np.log(u) < log_acceptance(log_density(there), log_density(start), 0.0, 0.0):
            start[:] = there
            count += 1
        states.append(start.copy())
    return np.array(states), count / len(uniforms)


def positive_walk(log_density, start, scale, normals, uniforms):
    here, chain = float(start), []
    for z, u in zip(normals, uniforms):
        there = here * np.exp(scale * z)
        if np.log(u) < log_acceptance(log_density(there), log_density(here), -np.log(there), -np.log(here)):
            here = there
        chain.append(here)
    return np.array(chain)
