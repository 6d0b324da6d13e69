import numpy as np


def stretch(u, a):
    return np.square(1 + u * (a - 1)) / a


def log_acceptance(z, log_new, log_old, d):
    gain = np.log(z) * (d - 1) + (log_new - log_old) if log_new > -np.inf else -np.inf
    return min(float(gain), 0.0)


def sweep(walkers, log_density, a, partners, u_stretch, u_accept):
    half = len(walkers) // 2
    parts = [walkers[:half], walkers[half:]]
    taken = []
    for place in (0, 1):
        rows = slice(place * half, (place + 1) * half)
        mine, other = parts[place], parts[1 - place][partners[rows]]
        z = stretch(u_stretch[rows], a)[:, None]
        new = other + z * (mine - other)
        limits = [
            log_acceptance(each, log_density(y), log_density(x), mine.shape[1])
            for each, y, x in zip(z[:, 0], new, mine)
        ]
        yes = np.log(u_accept[rows]) < np.array(limits)
        parts[place] = np.where(yes[:, None], new, mine)
        taken.append(yes)
    return np.concatenate(parts), np.concatenate(taken)
