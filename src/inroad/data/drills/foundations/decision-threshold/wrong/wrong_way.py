# diagnosis: the old and the new share are exchanged
import numpy as np


def bayes_threshold(cost_false_alarm, cost_miss):
    return cost_false_alarm / (cost_false_alarm + cost_miss)


def expected_cost(y, p, threshold, cost_false_alarm, cost_miss):
    called = p >= threshold
    costs = np.where(called & (y == 0), cost_false_alarm, 0.0) + np.where(~called & (y == 1), cost_miss, 0.0)
    return float(np.mean(costs))


def best_threshold(y, p, cost_false_alarm, cost_miss):
    best = None
    for cut in [np.inf] + np.unique(p)[::-1].tolist():
        cost = expected_cost(y, p, cut, cost_false_alarm, cost_miss)
        if best is None or cost < best[1] - 1e-9:
            best = (cut, cost)
    return float(best[0]), float(best[1])


def shift_prior(p, old, new):
    weight = old * (1 - new) / (new * (1 - old))
    return p * weight / (p * weight + 1 - p)


def net_benefit(y, p, threshold):
    called = p >= threshold
    odds = threshold / (1 - threshold)
    return float((np.sum(called & (y == 1)) - odds * np.sum(called & (y == 0))) / len(y))
