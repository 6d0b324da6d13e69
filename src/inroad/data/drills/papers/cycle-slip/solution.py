"""Cycle slips found as in TurboEdit, written plainly."""

import numpy as np

LIGHT = 299792458.0


def wide_lane(l1, l2, p1, p2, f1, f2):
    phase = (f1 * l1 - f2 * l2) / (f1 - f2)
    code = (f1 * p1 + f2 * p2) / (f1 + f2)
    return (phase - code) * (f1 - f2) / LIGHT


def wide_lane_slips(w, sigma, limit):
    slips = np.zeros(len(w), dtype=bool)
    mean, variance, k = w[0], sigma**2, 1
    for t in range(1, len(w)):
        d = w[t] - mean
        if abs(d) > limit * np.sqrt(variance):
            slips[t] = True
            mean, variance, k = w[t], sigma**2, 1
        else:
            k += 1
            mean += d / k
            variance += (d**2 - variance) / k
    return slips


def geometry_free_slips(l1, l2, limit):
    slips = np.zeros(len(l1), dtype=bool)
    slips[1:] = np.abs(np.diff(l1 - l2)) > limit
    return slips


def arcs(slips):
    return np.cumsum(slips)
