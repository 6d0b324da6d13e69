"""Known mistakes in Metropolis-Hastings."""

import numpy as np
from inroad.practice.kit import mistake
from solution import log_acceptance as right


@mistake("the ways there and back are exchanged")
def log_acceptance(log_new, log_old, log_forward, log_back):
    return right(log_new, log_old, log_back, log_forward)


@mistake("the proposal's densities are left out: that is Metropolis, for symmetric proposals only")
def log_acceptance(log_new, log_old, log_forward, log_back):
    return right(log_new, log_old, 0.0, 0.0)


@mistake("the ratio is not cut at one")
def log_acceptance(log_new, log_old, log_forward, log_back):
    return -np.inf if log_new == -np.inf else log_new - log_old + log_back - log_forward


@mistake("the probability is returned, not its logarithm")
def log_acceptance(log_new, log_old, log_forward, log_back):
    return float(np.exp(right(log_new, log_old, log_forward, log_back)))


@mistake("old and new density are exchanged")
def log_acceptance(log_new, log_old, log_forward, log_back):
    return right(log_old, log_new, log_forward, log_back)


@mistake("minus infinity is subtracted from minus infinity: an impossible proposal is never accepted")
def log_acceptance(log_new, log_old, log_forward, log_back):
    return float(np.minimum(0.0, np.float64(log_new) - log_old + log_back - log_forward))


@mistake("minus infinity is subtracted from minus infinity: an impossible proposal is never accepted")
def log_acceptance(log_new, log_old, log_forward, log_back):
    gain = log_new - log_old + log_back - log_forward
    return 0.0 if np.isnan(gain) else min(0.0, gain)


@mistake("densities are exponentiated before their ratio is taken: they overflow or vanish")
def log_acceptance(log_new, log_old, log_forward, log_back):
    ratio = (
        np.exp(np.float64(log_new)) * np.exp(log_back) / (np.exp(np.float64(log_old)) * np.exp(log_forward))
    )
    return float(np.log(np.minimum(1.0, ratio)))


def walk(log_density, start, scale, normals, uniforms, accept=None, of=lambda x: x, again=True, first=False):
    accept = accept or (lambda u, new, old: np.log(u) < min(0, new - old))
    x, states, count = start.astype(float), [start] if first else [], 0
    for z, u in zip(normals, uniforms):
        y = x + of(scale) * z
        if accept(u, log_density(y), log_density(x)):
            x, count = y, count + 1
        elif not again:
            continue
        states.append(x)
    return np.array(states), count / len(uniforms)


@mistake("rejected steps are left out: the old state must count again")
def random_walk(log_density, start, scale, normals, uniforms):
    return walk(log_density, start, scale, normals, uniforms, again=False)


@mistake("every proposal is accepted")
def random_walk(log_density, start, scale, normals, uniforms):
    return walk(log_density, start, scale, normals, uniforms, accept=lambda u, new, old: True)


@mistake("only better states are accepted: that climbs to the mode instead of sampling")
def random_walk(log_density, start, scale, normals, uniforms):
    return walk(log_density, start, scale, normals, uniforms, accept=lambda u, new, old: new >= old)


@mistake("the uniform number is compared with the logarithm of the ratio: one side lacks the logarithm")
def random_walk(log_density, start, scale, normals, uniforms):
    return walk(log_density, start, scale, normals, uniforms, accept=lambda u, new, old: u < new - old)


@mistake("the comparison with the uniform number is turned round")
def random_walk(log_density, start, scale, normals, uniforms):
    return walk(
        log_density,
        start,
        scale,
        normals,
        uniforms,
        accept=lambda u, new, old: np.log(u) > right(new, old, 0, 0),
    )


@mistake("the scale is taken for a variance: it is the standard deviation of a step")
def random_walk(log_density, start, scale, normals, uniforms):
    return walk(log_density, start, scale, normals, uniforms, of=np.sqrt)


@mistake("proposals start from the first state each time, not from the present one")
def random_walk(log_density, start, scale, normals, uniforms):
    x, states, count = start, [], 0
    for z, u in zip(normals, uniforms):
        y = start + scale * z
        if np.log(u) < log_density(y) - log_density(x):
            x, count = y, count + 1
        states.append(x)
    return np.array(states), count / len(uniforms)


@mistake("the share of rejected steps is returned, not of accepted ones")
def random_walk(log_density, start, scale, normals, uniforms):
    states, rate = walk(log_density, start, scale, normals, uniforms)
    return states, 1 - rate


def positive(log_density, x, scale, normals, uniforms, sign):
    states = []
    for z, u in zip(normals, uniforms):
        y = x * np.exp(scale * z)
        if np.log(u) < log_density(y) - log_density(x) + sign * (np.log(y) - np.log(x)):
            x = y
        states.append(x)
    return np.array(states)


@mistake("a step by a factor is not symmetric in x: the correction by new / old is missing")
def positive_walk(log_density, start, scale, normals, uniforms):
    return positive(log_density, start, scale, normals, uniforms, 0)


@mistake("the correction is old / new instead of new / old")
def positive_walk(log_density, start, scale, normals, uniforms):
    return positive(log_density, start, scale, normals, uniforms, -1)


@mistake("the step is added and made positive, not a factor exp(scale * z)")
def positive_walk(log_density, start, scale, normals, uniforms):
    x, states = start, []
    for z, u in zip(normals, uniforms):
        y = abs(x + scale * z)
        x = y if np.log(u) < log_density(y) - log_density(x) else x
        states.append(x)
    return np.array(states)
