# diagnosis: each value is compared with the one before it, not with the mean of the arc
import numpy as np


def wide_lane(l1, l2, p1, p2, f1, f2):
    light = 299792458.0
    cycles = l1 / (light / f1) - l2 / (light / f2)
    return cycles - (f1 - f2) / (f1 + f2) * (p1 / (light / f1) + p2 / (light / f2))


def wide_lane_slips(w, sigma, limit):
    found = [False]
    spread, count = sigma * sigma, 1
    for before, value in zip(w, w[1:]):
        away = value - before
        found.append(bool(abs(away) > limit * np.sqrt(spread)))
        spread, count = (
            (sigma * sigma, 1) if found[-1] else ((spread * count + away**2) / (count + 1), count + 1)
        )
    return np.array(found)


def geometry_free_slips(l1, l2, limit):
    lag = l1 - l2
    return np.concatenate([[False], np.abs(lag[1:] - lag[:-1]) > limit])


def arcs(slips):
    number, out = 0, []
    for slip in slips:
        number += int(slip)
        out.append(number)
    return np.array(out)
