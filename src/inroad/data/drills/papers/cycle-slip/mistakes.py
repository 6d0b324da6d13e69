"""Known mistakes in cycle slips."""

import numpy as np
from inroad.practice.kit import mistake
from solution import LIGHT
from solution import wide_lane as right


@mistake("the codes are combined like the phases: they need the sum f1 p1 + f2 p2")
def wide_lane(l1, l2, p1, p2, f1, f2):
    return right(l1, l2, (p1 * f1 - p2 * f2) / (f1 - f2), (p1 * f1 - p2 * f2) / (f1 - f2), f1, f2)


@mistake("the result is in metres: divide by the wide lane's wavelength")
def wide_lane(l1, l2, p1, p2, f1, f2):
    return right(l1, l2, p1, p2, f1, f2) * LIGHT / (f1 - f2)


@mistake("the wavelength is that of the first frequency, not of the wide lane")
def wide_lane(l1, l2, p1, p2, f1, f2):
    return right(l1, l2, p1, p2, f1, f2) * f1 / (f1 - f2)


@mistake("the wavelength is that of the narrow lane, c / (f1 + f2)")
def wide_lane(l1, l2, p1, p2, f1, f2):
    return right(l1, l2, p1, p2, f1, f2) * (f1 + f2) / (f1 - f2)


@mistake("the codes are missing: geometry does not cancel")
def wide_lane(l1, l2, p1, p2, f1, f2):
    return right(l1, l2, 0 * p1, 0 * p2, f1, f2)


def walk(w, sigma, limit, keep, anew="value", late=False, fixed=False, squared=False, old=True, held=False):
    slips = np.zeros(len(w), dtype=bool)
    mean, variance, k = w[0], sigma**2, 1
    for t in range(1, len(w)):
        d = w[t] - mean
        spread = variance if squared else np.sqrt(variance)
        if abs(d) > limit * spread:
            slips[t] = True
            if anew == "value":
                mean, variance, k = w[t], sigma**2, 1
            elif anew == "mean":
                mean, k = w[t], 1
        if not slips[t] or anew == "none":
            k += 1
            if not held:
                mean += d / k
            e = d if old else w[t] - mean
            if not fixed:
                variance += (e**2 - variance) / k
            if keep == "last":
                mean = w[t]
    return slips


@mistake("after a slip the old mean is kept: a new arc must begin")
def wide_lane_slips(w, sigma, limit):
    return walk(w, sigma, limit, "mean", anew="none")


@mistake("a value that slips is left out, but no new arc begins with it")
def wide_lane_slips(w, sigma, limit):
    return walk(w, sigma, limit, "mean", anew="skip")


@mistake("after a slip the variance of the old arc is kept")
def wide_lane_slips(w, sigma, limit):
    return walk(w, sigma, limit, "mean", anew="mean")


@mistake("the variance is not updated")
def wide_lane_slips(w, sigma, limit):
    return walk(w, sigma, limit, "mean", fixed=True)


@mistake("the limit is multiplied by the variance instead of its root")
def wide_lane_slips(w, sigma, limit):
    return walk(w, sigma, limit, "mean", squared=True)


@mistake("the variance uses the distance from the new mean instead of the old one")
def wide_lane_slips(w, sigma, limit):
    return walk(w, sigma, limit, "mean", old=False)


@mistake("each value is compared with the one before it, not with the mean of the arc")
def wide_lane_slips(w, sigma, limit):
    return walk(w, sigma, limit, "last")


@mistake("only upward jumps are found: the absolute value is missing")
def wide_lane_slips(w, sigma, limit):
    slips = np.zeros(len(w), dtype=bool)
    mean, variance, k = w[0], sigma**2, 1
    for t in range(1, len(w)):
        d = w[t] - mean
        if d > limit * np.sqrt(variance):
            slips[t] = True
            mean, variance, k = w[t], sigma**2, 1
        else:
            k += 1
            mean += d / k
            variance += (d**2 - variance) / k
    return slips


@mistake("the new value is taken into mean and variance before it is compared")
def wide_lane_slips(w, sigma, limit):
    slips = np.zeros(len(w), dtype=bool)
    mean, variance, k = w[0], sigma**2, 1
    for t in range(1, len(w)):
        d = w[t] - mean
        k += 1
        mean += d / k
        variance += (d**2 - variance) / k
        if abs(w[t] - mean) > limit * np.sqrt(variance):
            slips[t] = True
            mean, variance, k = w[t], sigma**2, 1
    return slips


@mistake("one value is missing: the first epoch has no predecessor and is False")
def geometry_free_slips(l1, l2, limit):
    return np.abs(np.diff(l1 - l2)) > limit


@mistake("the slip is marked at the epoch before it")
def geometry_free_slips(l1, l2, limit):
    return np.append(np.abs(np.diff(l1 - l2)) > limit, False)


@mistake("only upward jumps are found: the absolute value is missing")
def geometry_free_slips(l1, l2, limit):
    return np.append(False, np.diff(l1 - l2) > limit)


@mistake("the series wraps around: its first epoch is compared with its last")
def geometry_free_slips(l1, l2, limit):
    return np.abs((l1 - l2) - np.roll(l1 - l2, 1)) > limit


@mistake("one phase alone is looked at: the satellite's motion looks like slips")
def geometry_free_slips(l1, l2, limit):
    return np.append(False, np.abs(np.diff(l1)) > limit)


@mistake("the phases are added instead of subtracted")
def geometry_free_slips(l1, l2, limit):
    return np.append(False, np.abs(np.diff(l1 + l2)) > limit)


@mistake("arcs are counted from 1 instead of 0")
def arcs(slips):
    return np.cumsum(slips) + 1


@mistake("the slip's own epoch still belongs to the old arc: it must open the new one")
def arcs(slips):
    return np.append(0, np.cumsum(slips)[:-1])
