"""Differential code biases and electron content, from memory, with NumPy alone."""


def slant(p1, p2, f1, f2):
    """metres (n,), Hz -> TECU (n,)."""
    raise NotImplementedError


def mapping(elevation, height):
    """degrees (n,), kilometres -> (n,)."""
    raise NotImplementedError


def estimate(stec, factor, epoch, satellite, receiver):
    """all (n,) -> vertical contents, satellite biases, receiver biases."""
    raise NotImplementedError
