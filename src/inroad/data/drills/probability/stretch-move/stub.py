"""The stretch move of an ensemble sampler, from memory."""

import numpy as np


def stretch(u, a):
    """u in [0, 1) -> z in [1/a, a]."""
    raise NotImplementedError


def log_acceptance(z, log_new, log_old, d):
    """-> a float, at most 0."""
    raise NotImplementedError


def sweep(walkers, log_density, a, partners, u_stretch, u_accept):
    """walkers (K, d), partners, u_stretch, u_accept (K,) -> walkers (K, d), accepted (K,)."""
    raise NotImplementedError
