import numpy as np


def log_acceptance(log_new, log_old, log_forward, log_back):
    if not np.isfinite(log_new):
        return float("-inf")
    return -float(np.maximum(0.0, log_old - log_new + log_forward - log_back))


def random_walk(log_density, start, scale, normals, uniforms):
    states = np.zeros((len(uniforms) + 1, len(start)))
    states[0] = start
    moved = np.zeros(len(uniforms), dtype=bool)
    for t, step in enumerate(scale * normals):
        gain = log_acceptance(log_density(states[t] + step), log_density(states[t]), 0.0, 0.0)
        moved[t] = uniforms[t] < np.exp(gain)
        states[t + 1] = states[t] + moved[t] * step
    return states[1:], float(moved.mean())


def positive_walk(log_density, start, scale, normals, uniforms):
    """As a random walk of y = log x, whose density is that of x times e^y."""
    y, out = np.log(start), []
    for z, u in zip(normals, uniforms):
        new = y + scale * z
        gain = log_density(np.exp(new)) + new - log_density(np.exp(y)) - y
        y = new if np.log(u) < gain else y
        out.append(np.exp(y))
    return np.array(out)
