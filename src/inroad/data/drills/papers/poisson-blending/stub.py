"""Poisson blending of images, from memory, with NumPy alone."""


def blend(source, target, mask):
    """source and target (r, c), mask (r, c) of booleans -> (r, c)."""
    raise NotImplementedError


def blend_mixed(source, target, mask):
    """the same, with mixed gradients -> (r, c)."""
    raise NotImplementedError
