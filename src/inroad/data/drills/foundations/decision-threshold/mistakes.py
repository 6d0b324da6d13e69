"""Known mistakes in thresholds for decisions."""

import numpy as np
from inroad.practice.kit import mistake
from solution import bayes_threshold as right_bayes
from solution import errors
from solution import expected_cost as right
from solution import shift_prior as right_shift


@mistake("the costs are not used")
def bayes_threshold(cost_false_alarm, cost_miss):
    return 0.5


@mistake("the costs are exchanged: misses that cost much must lower the threshold")
def bayes_threshold(cost_false_alarm, cost_miss):
    return right_bayes(cost_miss, cost_false_alarm)


@mistake("this is the ratio of costs, the threshold of the odds, not of the probability")
def bayes_threshold(cost_false_alarm, cost_miss):
    return cost_false_alarm / cost_miss


@mistake("what has exactly the threshold is not called positive")
def expected_cost(y, p, threshold, cost_false_alarm, cost_miss):
    return right(y, p, threshold + 1e-9, cost_false_alarm, cost_miss)


@mistake("each cost is averaged within its class, so that the share of classes is lost")
def expected_cost(y, p, threshold, cost_false_alarm, cost_miss):
    alarms, misses = errors(y, p, threshold)
    return float(cost_false_alarm * alarms / (y == 0).sum() + cost_miss * misses / (y == 1).sum())


@mistake("the costs are summed, not averaged")
def expected_cost(y, p, threshold, cost_false_alarm, cost_miss):
    return right(y, p, threshold, cost_false_alarm, cost_miss) * len(y)


@mistake("the costs are exchanged between false alarms and misses")
def expected_cost(y, p, threshold, cost_false_alarm, cost_miss):
    return right(y, p, threshold, cost_miss, cost_false_alarm)


@mistake("the cost is averaged over the errors, not over all rows")
def expected_cost(y, p, threshold, cost_false_alarm, cost_miss):
    alarms, misses = errors(y, p, threshold)
    return float((cost_false_alarm * alarms + cost_miss * misses) / max(alarms + misses, 1))


def searched(y, p, costs, candidates, pick=0, by=None):
    table = np.array([right(y, p, each, *(by or costs)) for each in candidates])
    at = np.flatnonzero(table <= table.min() + 1e-9)[pick]
    return float(candidates[at]), float(right(y, p, candidates[at], *costs))


@mistake("calling nothing positive is not considered")
def best_threshold(y, p, cost_false_alarm, cost_miss):
    return searched(y, p, (cost_false_alarm, cost_miss), np.unique(p)[::-1])


@mistake("the lowest of equally good thresholds is taken, not the highest")
def best_threshold(y, p, cost_false_alarm, cost_miss):
    return searched(y, p, (cost_false_alarm, cost_miss), [np.inf, *np.unique(p)[::-1]], pick=-1)


@mistake("the number of errors is made smallest: the costs are not used")
def best_threshold(y, p, cost_false_alarm, cost_miss):
    return searched(y, p, (cost_false_alarm, cost_miss), [np.inf, *np.unique(p)[::-1]], by=(1.0, 1.0))


@mistake("the threshold of honest probabilities is taken, not the best one for these rows")
def best_threshold(y, p, cost_false_alarm, cost_miss):
    at = right_bayes(cost_false_alarm, cost_miss)
    return at, right(y, p, at, cost_false_alarm, cost_miss)


@mistake("both classes no longer sum to one: divide by their sum")
def shift_prior(p, old, new):
    return p * new / old


@mistake("the old and the new share are exchanged")
def shift_prior(p, old, new):
    return right_shift(p, new, old)


@mistake("the old share is not divided out")
def shift_prior(p, old, new):
    return right_shift(p, 0.5, new)


@mistake("the logarithm of a probability that is 0 or 1 is taken")
def shift_prior(p, old, new):
    odds = np.exp(np.log(p / (1 - p)) + np.log(new / (1 - new)) - np.log(old / (1 - old)))
    return odds / (1 + odds)


def benefit(y, p, threshold, weight, over=None):
    alarms, misses = errors(y, p, threshold)
    return float(((y == 1).sum() - misses - weight * alarms) / (over or len(y)))


@mistake("false alarms are weighted by the threshold, not by its odds")
def net_benefit(y, p, threshold):
    return benefit(y, p, threshold, threshold)


@mistake("the odds are turned over")
def net_benefit(y, p, threshold):
    return benefit(y, p, threshold, (1 - threshold) / threshold)


@mistake("it is divided by the number of positives, not of all rows")
def net_benefit(y, p, threshold):
    return benefit(y, p, threshold, threshold / (1 - threshold), over=(y == 1).sum())


@mistake("false alarms are not weighted")
def net_benefit(y, p, threshold):
    return benefit(y, p, threshold, 1)
