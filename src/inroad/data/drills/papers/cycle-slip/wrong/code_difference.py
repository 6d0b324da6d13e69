# diagnosis: the codes are combined like the phases: they need the sum f1 p1 + f2 p2
import numpy as np


def wide_lane(l1, l2, p1, p2, f1, f2):
    return ((f1 * l1 - f2 * l2) - (f1 * p1 - f2 * p2)) / 299792458.0


def wide_lane_slips(w, sigma, limit):
    found = [False]
    arc, spread = [w[0]], sigma * sigma
    for value in w[1:]:
        away = value - sum(arc) / len(arc)
        found.append(bool(away * away > limit * limit * spread))
        if found[-1]:
            arc, spread = [], sigma * sigma
        else:
            spread = (spread * len(arc) + away * away) / (len(arc) + 1)
        arc.append(value)
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
