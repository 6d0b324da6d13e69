"""Known mistakes in the stretch move."""

import numpy as np
from inroad.practice.kit import mistake
from solution import stretch as z_of


@mistake("z is uniform on [1/a, a]: its density is to be proportional to 1 / sqrt(z)")
def stretch(u, a):
    return 1 / a + u * (a - 1 / a)


@mistake("the square is missing: this is sqrt(z) with a wrong scale")
def stretch(u, a):
    return ((a - 1) * u + 1) / a


@mistake("the division by a is missing")
def stretch(u, a):
    return ((a - 1) * u + 1) ** 2


@mistake("z is uniform in its logarithm: that is the density 1 / z")
def stretch(u, a):
    return a ** (2 * u - 1)


def limit(z, new, old, power):
    return -np.inf if new == -np.inf else float(min(0.0, power * np.log(z) + new - old))


@mistake("the factor z^(d - 1) is missing")
def log_acceptance(z, log_new, log_old, d):
    return limit(z, log_new, log_old, 0)


@mistake("the power of z is d instead of d - 1")
def log_acceptance(z, log_new, log_old, d):
    return limit(z, log_new, log_old, d)


@mistake("the power of z has the wrong sign")
def log_acceptance(z, log_new, log_old, d):
    return limit(z, log_new, log_old, 1 - d)


@mistake("z^(d - 1) is added to the logarithms without taking its own")
def log_acceptance(z, log_new, log_old, d):
    return float(min(0.0, z ** (d - 1) + log_new - log_old))


@mistake("the probability is not cut at one")
def log_acceptance(z, log_new, log_old, d):
    return -np.inf if log_new == -np.inf else float((d - 1) * np.log(z) + log_new - log_old)


@mistake("minus infinity is subtracted from minus infinity: an impossible proposal is never accepted")
def log_acceptance(z, log_new, log_old, d):
    gap = np.float64(log_new) - np.float64(log_old)
    return float(np.minimum(0.0, (d - 1) * np.log(z) + gap))


@mistake("the result is exponentiated on the way: it overflows or vanishes")
def log_acceptance(z, log_new, log_old, d):
    return float(
        np.log(np.minimum(1.0, np.float64(z) ** (d - 1) * np.exp(np.float64(log_new)) / np.exp(log_old)))
    )


def moved(walkers, log_density, a, partners, u_stretch, u_accept, other, new, power=1):
    start, now = walkers, walkers.copy()
    half, d = len(walkers) // 2, walkers.shape[1]
    taken = np.zeros(len(walkers), bool)
    for k, u in enumerate(u_stretch):
        xj, z = other(start, now, half, k), z_of(u, a)
        y = new(xj, now[k], z)
        if np.log(u_accept[k]) < limit(z, log_density(y), log_density(now[k]), power * (d - 1)):
            now[k], taken[k] = y, True
    return now, taken


def right_y(xj, xk, z):
    return xj + z * (xk - xj)


def right_other(partners):
    return lambda start, now, half, k: now[partners[k] + half * (k < half)]


@mistake("the walker itself is the fixed point of the stretch, not the other one")
def sweep(walkers, log_density, a, partners, u_stretch, u_accept):
    new = lambda xj, xk, z: xk + z * (xj - xk)
    return moved(walkers, log_density, a, partners, u_stretch, u_accept, right_other(partners), new)


@mistake("the difference has the wrong sign: the walker jumps to the other side of its partner")
def sweep(walkers, log_density, a, partners, u_stretch, u_accept):
    new = lambda xj, xk, z: xj + z * (xj - xk)
    return moved(walkers, log_density, a, partners, u_stretch, u_accept, right_other(partners), new)


@mistake("the second half sees the first as it was before the sweep")
def sweep(walkers, log_density, a, partners, u_stretch, u_accept):
    other = lambda start, now, half, k: start[partners[k] + half * (k < half)]
    return moved(walkers, log_density, a, partners, u_stretch, u_accept, other, right_y)


@mistake("partners are taken from the own half")
def sweep(walkers, log_density, a, partners, u_stretch, u_accept):
    other = lambda start, now, half, k: now[partners[k] + half * (k >= half)]
    return moved(walkers, log_density, a, partners, u_stretch, u_accept, other, right_y)


@mistake("partners are always taken from the first half")
def sweep(walkers, log_density, a, partners, u_stretch, u_accept):
    other = lambda start, now, half, k: now[partners[k]]
    return moved(walkers, log_density, a, partners, u_stretch, u_accept, other, right_y)


@mistake("moves are accepted without the factor z^(d - 1)")
def sweep(walkers, log_density, a, partners, u_stretch, u_accept):
    return moved(walkers, log_density, a, partners, u_stretch, u_accept, right_other(partners), right_y, 0)
