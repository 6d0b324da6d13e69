"""Known mistakes in gradient boosting."""

import numpy as np
from inroad.practice.kit import mistake
from solution import leaf_value as right_leaf
from solution import negative_gradient as right
from solution import probability
from solution import stump as right_stump


@mistake("the sign is wrong everywhere")
def negative_gradient(y, f):
    return probability(f) - y


@mistake("f is taken for a probability: the sigmoid is missing")
def negative_gradient(y, f):
    return y - f


@mistake("e^f overflows for large f: compute with e^-|f|")
def negative_gradient(y, f):
    return y - np.exp(f) / (1 + np.exp(f))


@mistake("the derivative of the sigmoid is left in: this is the gradient of squared errors")
def negative_gradient(y, f):
    p = probability(f)
    return (y - p) * p * (1 - p)


@mistake("it is divided by the number of rows: each row has a gradient of its own")
def negative_gradient(y, f):
    return right(y, f) / len(y)


def searched(x, target, loss, between=True, last=False):
    most, best = 0.0, -np.inf
    values = np.unique(x)
    for threshold in (values[1:] + values[:-1]) / 2 if between else values[:-1]:
        left = x <= threshold
        lowered = loss(target, 1.0) - loss(target[left], left.mean()) - loss(target[~left], 1 - left.mean())
        if lowered > 1e-9 and (lowered >= most - 1e-9 if last else lowered > most + 1e-9):
            most, best = lowered, threshold
    return float(best)


def mean_square(target, share):
    return share * target.var()


@mistake("the threshold is a value that occurs, not half-way to the next")
def stump(x, target):
    return searched(x, target, mean_square, between=False)


@mistake("the sides are not weighted by their numbers of rows")
def stump(x, target):
    return searched(x, target, lambda part, share: part.var() * (1 if share == 1 else 0.5))


@mistake("the last of equally good thresholds is taken, not the first")
def stump(x, target):
    return searched(x, target, mean_square, last=True)


@mistake("the mean of x is taken: no threshold is sought")
def stump(x, target):
    return float(x.mean())


@mistake("the leaf is the mean of the gradients: the curvature is missing")
def leaf_value(y, f):
    return float(right(y, f).mean())


@mistake("the leaf is the sum of the gradients: the curvature is missing")
def leaf_value(y, f):
    return float(right(y, f).sum())


@mistake("the curvature underflows to 0 and is divided by")
def leaf_value(y, f):
    p = probability(f)
    return float((y - p).sum() / (p * (1 - p)).sum())


@mistake("the leaf is the log-odds of its rows: what the model knows already is ignored")
def leaf_value(y, f):
    return float(np.log(y.mean() / (1 - y.mean())))


@mistake("the step goes the wrong way")
def leaf_value(y, f):
    return -right_leaf(y, f)


def boosted(x, y, queries, steps, rate, start=None, move=True, leaf=right_leaf, gradient=right):
    start = np.log(y.mean() / (1 - y.mean())) if start is None else start
    f, out = np.full(len(x), start), np.full(len(queries), start)
    for _ in range(steps):
        threshold = right_stump(x, gradient(y, f))
        left = x <= threshold
        low = leaf(y[left], f[left]) if left.any() else 0.0
        high = leaf(y[~left], f[~left])
        f = f + rate * np.where(left, low, high) * move
        out = out + rate * np.where(queries <= threshold, low, high)
    return out


@mistake("it starts at 0, not at the log-odds of all rows")
def boost(x, y, queries, steps, rate):
    return boosted(x, y, queries, steps, rate, start=0.0)


@mistake("it starts at the mean of y, not at its log-odds")
def boost(x, y, queries, steps, rate):
    return boosted(x, y, queries, steps, rate, start=y.mean())


@mistake("the learning rate is missing")
def boost(x, y, queries, steps, rate):
    return boosted(x, y, queries, steps, 1.0)


@mistake("every step learns from the first residuals: f is not updated")
def boost(x, y, queries, steps, rate):
    return boosted(x, y, queries, steps, rate, move=False)


@mistake("these are probabilities, not log-odds")
def boost(x, y, queries, steps, rate):
    return probability(boosted(x, y, queries, steps, rate))


@mistake("one step too many")
def boost(x, y, queries, steps, rate):
    return boosted(x, y, queries, steps + 1, rate)


@mistake("leaves are means of residuals: the Newton step is missing")
def boost(x, y, queries, steps, rate):
    return boosted(x, y, queries, steps, rate, leaf=lambda y, f: right(y, f).mean())
