import numpy as np


def bayes_threshold(cost_false_alarm, cost_miss):
    return cost_false_alarm / (cost_false_alarm + cost_miss)


def expected_cost(y, p, threshold, cost_false_alarm, cost_miss):
    total = 0.0
    for is_, sure in zip(y.tolist(), p.tolist()):
        if (sure >= threshold) != bool(is_):
            total += cost_miss if is_ else cost_false_alarm
    return total / len(y)


def best_threshold(y, p, cost_false_alarm, cost_miss):
    values, place = np.unique(p, return_inverse=True)
    ones = np.bincount(place, weights=y == 1)
    zeros = np.bincount(place, weights=y == 0)
    # For each value: misses are the ones below it, false alarms the zeros from it on.
    misses = np.append(np.cumsum(ones) - ones, ones.sum())[::-1]
    alarms = np.append(np.cumsum(zeros[::-1])[::-1], 0.0)[::-1]
    costs = (cost_miss * misses + cost_false_alarm * alarms) / len(y)
    cuts = np.append(values, np.inf)[::-1]
    at = int(np.argmax(costs <= costs.min() + 1e-9))
    return float(cuts[at]), float(costs[at])


def shift_prior(p, old, new):
    ratio = old / new * (1 - new) / (1 - old)
    return p / (p + ratio * (1 - p))


def net_benefit(y, p, threshold):
    worth = np.where(y == 1, 1.0, -threshold / (1 - threshold))
    return float(np.sum(worth[p >= threshold]) / y.size)
