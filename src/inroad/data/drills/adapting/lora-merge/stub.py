"""Merging LoRA updates into the weights, from memory."""

import numpy as np


def merge(w, a, b, alpha):
    """w (o, i), a (r, i), b (o, r) -> (o, i)."""
    raise NotImplementedError


def unmerge(merged, a, b, alpha):
    """-> w (o, i)."""
    raise NotImplementedError


def merge_many(w, adapters, shares):
    """adapters: a list of (a, b, alpha); shares: as many numbers -> (o, i)."""
    raise NotImplementedError
