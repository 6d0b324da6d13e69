# diagnosis: all rows are counted again for each threshold: sort once and let costs run
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
    best = None
    for cut in [np.inf] + np.unique(p)[::-1].tolist():
        cost = expected_cost(y, p, cut, cost_false_alarm, cost_miss)
        if best is None or cost < best[1] - 1e-9:
            best = (cut, cost)
    return float(best[0]), float(best[1])


def shift_prior(p, old, new):
    ratio = old / new * (1 - new) / (1 - old)
    return p / (p + ratio * (1 - p))


def net_benefit(y, p, threshold):
    worth = np.where(y == 1, 1.0, -threshold / (1 - threshold))
    return float(np.sum(worth[p >= threshold]) / y.size)
