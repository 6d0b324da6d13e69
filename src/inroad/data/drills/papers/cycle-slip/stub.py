"""Cycle slips found as in TurboEdit, from memory, with NumPy alone."""


def wide_lane(l1, l2, p1, p2, f1, f2):
    """metres (n,), Hz -> cycles (n,)."""
    raise NotImplementedError


def wide_lane_slips(w, sigma, limit):
    """(n,) -> booleans (n,)."""
    raise NotImplementedError


def geometry_free_slips(l1, l2, limit):
    """metres (n,) -> booleans (n,)."""
    raise NotImplementedError


def arcs(slips):
    """booleans (n,) -> whole numbers (n,)."""
    raise NotImplementedError
