"""LoftQ: an update that begins by undoing the quantisation, from memory."""

import numpy as np


def quantise(w, bits):
    """w (o, i) -> rounded weights (o, i)."""
    raise NotImplementedError


def low_rank(m, rank):
    """m (o, i) -> b (o, rank), a (rank, i)."""
    raise NotImplementedError


def loftq(w, bits, rank, steps):
    """-> q (o, i), b (o, rank), a (rank, i)."""
    raise NotImplementedError
