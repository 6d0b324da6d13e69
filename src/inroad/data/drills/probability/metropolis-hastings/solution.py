"""Metropolis-Hastings, written plainly."""

import numpy as np


def log_acceptance(log_new, log_old, log_forward, log_back):
    if np.isneginf(log_new):
        return -np.inf  # also if the old state is impossible: -inf - -inf would be no number
    return float(min(0.0, log_new - log_old + log_back - log_forward))


def random_walk(log_density, start, scale, normals, uniforms):
    state, log_old = start, log_density(start)
    states, accepted = [], 0
    for z, u in zip(normals, uniforms):
        new = state + scale * z
        log_new = log_density(new)
        if np.log(u) < log_acceptance(log_new, log_old, 0.0, 0.0):
            state, log_old, accepted = new, log_new, accepted + 1
        states.append(state)  # a rejected step counts the old state again
    return np.array(states, dtype=float), accepted / len(uniforms)


def positive_walk(log_density, start, scale, normals, uniforms):
    state, states = start, []
    for z, u in zip(normals, uniforms):
        new = state * np.exp(scale * z)
        # q(new | state) is normal in log new, so 1 / new times a density that is the same both ways.
        ways = -np.log(new), -np.log(state)
        if np.log(u) < log_acceptance(log_density(new), log_density(state), *ways):
            state = new
        states.append(state)
    return np.array(states)
