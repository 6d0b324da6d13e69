"""Thresholds for decisions with costs, written plainly."""

import numpy as np


def bayes_threshold(cost_false_alarm, cost_miss):
    # (1 - p) cost_false_alarm < p cost_miss
    return cost_false_alarm / (cost_false_alarm + cost_miss)


def errors(y, p, threshold):
    """Numbers of false alarms and of misses."""
    positive = p >= threshold
    return (positive & (y == 0)).sum(), (~positive & (y == 1)).sum()


def expected_cost(y, p, threshold, cost_false_alarm, cost_miss):
    false_alarms, misses = errors(y, p, threshold)
    return float((cost_false_alarm * false_alarms + cost_miss * misses) / len(y))


def best_threshold(y, p, cost_false_alarm, cost_miss):
    order = np.argsort(-p, kind="stable")
    last = np.append(np.diff(p[order]) != 0, True)  # of those with the same probability
    # Down from infinity, where all of class 1 is missed, each row that becomes positive changes the cost.
    change = np.where(y[order] == 1, -cost_miss, cost_false_alarm)
    costs = (cost_miss * (y == 1).sum() + np.append(0.0, np.cumsum(change)[last])) / len(y)
    candidates = np.append(np.inf, p[order][last])
    first = np.flatnonzero(costs <= costs.min() + 1e-9)[0]
    return float(candidates[first]), float(costs[first])


def shift_prior(p, old, new):
    # The densities of the classes stay; only their shares change.
    positive, negative = p * new / old, (1 - p) * (1 - new) / (1 - old)
    return positive / (positive + negative)


def net_benefit(y, p, threshold):
    false_alarms, misses = errors(y, p, threshold)
    hits = (y == 1).sum() - misses
    return float((hits - false_alarms * threshold / (1 - threshold)) / len(y))
