"""The particle filter, from memory."""

import numpy as np


def reweight(log_weights, log_likelihoods):
    """(n,), (n,) -> log_weights (n,), log evidence."""
    raise NotImplementedError


def effective_size(log_weights):
    """(n,) -> a float."""
    raise NotImplementedError


def resample(log_weights, u):
    """(n,) -> numbers of particles (n,)."""
    raise NotImplementedError


def particle_filter(ys, particles, noises, us, a, q, r, share):
    """ys (T,), particles (n,), noises (T, n), us (T,) -> means (T,), log evidence."""
    raise NotImplementedError
