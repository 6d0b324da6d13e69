"""Metropolis-Hastings, from memory."""

import numpy as np


def log_acceptance(log_new, log_old, log_forward, log_back):
    """Four floats -> a float, at most 0."""
    raise NotImplementedError


def random_walk(log_density, start, scale, normals, uniforms):
    """start (d,), normals (T, d), uniforms (T,) -> states (T, d), share accepted."""
    raise NotImplementedError


def positive_walk(log_density, start, scale, normals, uniforms):
    """start > 0, normals (T,), uniforms (T,) -> states (T,)."""
    raise NotImplementedError
