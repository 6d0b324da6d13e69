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
    candidates = [np.inf, *np.unique(p)[::-1]]
    costs = np.array([expected_cost(y, p, each, cost_false_alarm, cost_miss) for each in candidates])
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
