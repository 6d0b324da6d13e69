import numpy as np


def wide_lane(l1, l2, p1, p2, f1, f2):
    light = 299792458.0
    cycles = l1 / (light / f1) - l2 / (light / f2)
    return cycles - (f1 - f2) / (f1 + f2) * (p1 / (light / f1) + p2 / (light / f2))


def wide_lane_slips(w, sigma, limit):
    n = len(w)
    found = np.zeros(n, dtype=bool)
    begin = 0
    while begin < n:
        values = w[begin:]
        before = np.cumsum(values)[:-1] / np.arange(1, len(values))
        squares = (values[1:] - before) ** 2
        spread = (sigma**2 + np.cumsum(squares) - squares) / np.arange(1, len(values))
        out = np.flatnonzero(squares > limit**2 * spread)
        if not len(out):
            break
        begin += int(out[0]) + 1
        found[begin] = True
    return found


def geometry_free_slips(l1, l2, limit):
    lag = l1 - l2
    return np.abs(np.diff(lag, prepend=lag[0])) > limit


def arcs(slips):
    at = np.arange(len(slips))
    return (slips[None, :] & (at[None, :] <= at[:, None])).sum(axis=1)
