# diagnosis: partners are taken from the own half
import numpy as np


def stretch(u, a):
    root = (np.sqrt(a) - 1 / np.sqrt(a)) * u + 1 / np.sqrt(a)
    return root * root


def log_acceptance(z, log_new, log_old, d):
    if log_new == -np.inf:
        return -np.inf
    return float(np.minimum(0.0, np.log(z) * (d - 1) + (log_new - log_old)))


def sweep(walkers, log_density, a, partners, u_stretch, u_accept):
    now, half = walkers.copy(), len(walkers) // 2
    taken = np.zeros(len(walkers), dtype=bool)
    for k in range(len(walkers)):
        other, z = now[(half if k >= half else 0) + partners[k]], stretch(u_stretch[k], a)
        y = other + z * (now[k] - other)
        gain = log_density(y) - log_density(now[k])
        if np.log(u_accept[k]) < (now.shape[1] - 1) * np.log(z) + gain:
            now[k] = y
            taken[k] = True
    return now, taken
