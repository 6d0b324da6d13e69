from itertools import groupby

import numpy as np


def bayes_threshold(cost_false_alarm, cost_miss):
    return 1 / (1 + cost_miss / cost_false_alarm)


def expected_cost(y, p, threshold, cost_false_alarm, cost_miss):
    called = p >= threshold
    costs = np.where(called & (y == 0), cost_false_alarm, 0.0) + np.where(~called & (y == 1), cost_miss, 0.0)
    return float(np.mean(costs))


def best_threshold(y, p, cost_false_alarm, cost_miss):
    # Start with nothing positive, and let rows in from the largest probability down.
    cost = cost_miss * float(np.sum(y))
    best, at = cost, np.inf
    rows = sorted(zip(p.tolist(), y.tolist()), reverse=True)
    for cut, same in groupby(rows, key=lambda row: row[0]):
        for _, is_ in same:
            cost += -cost_miss if is_ else cost_false_alarm
        if cost < best - 1e-9 * len(y):
            best, at = cost, cut
    return at, best / len(y)


def shift_prior(p, old, new):
    one, zero = p * (new / old), (1 - p) * ((1 - new) / (1 - old))
    return one / (one + zero)


def net_benefit(y, p, threshold):
    called = p >= threshold
    odds = threshold / (1 - threshold)
    return float((np.sum(called & (y == 1)) - odds * np.sum(called & (y == 0))) / len(y))
