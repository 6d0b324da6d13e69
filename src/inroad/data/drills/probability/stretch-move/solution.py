"""The stretch move, written plainly."""

import numpy as np


def stretch(u, a):
    # Distribution function: (sqrt(z) - sqrt(1/a)) / (sqrt(a) - sqrt(1/a)).
    return ((a - 1) * u + 1) ** 2 / a


def log_acceptance(z, log_new, log_old, d):
    if np.isneginf(log_new):
        return -np.inf
    return float(min(0.0, (d - 1) * np.log(z) + log_new - log_old))


def sweep(walkers, log_density, a, partners, u_stretch, u_accept):
    walkers = walkers.astype(float)
    count, d = walkers.shape
    half = count // 2
    accepted = np.zeros(count, dtype=bool)
    for k in range(count):
        # The other half stands still meanwhile; that is what makes the move right.
        other = walkers[half + partners[k]] if k < half else walkers[partners[k]]
        z = stretch(u_stretch[k], a)
        new = other + z * (walkers[k] - other)
        if np.log(u_accept[k]) < log_acceptance(z, log_density(new), log_density(walkers[k]), d):
            walkers[k] = new
            accepted[k] = True
    return walkers, accepted
