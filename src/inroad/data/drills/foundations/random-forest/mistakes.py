"""Known mistakes in the random forest."""

import numpy as np
from inroad.practice.kit import mistake
from solution import asked, error
from solution import best_split as split
from solution import predict as right


@mistake("all features are tried, not only those that were drawn")
def best_split(x, y, features):
    return split(x, y, np.arange(x.shape[1]))


@mistake("the gain is a sum of squares, not divided by the number of rows")
def best_split(x, y, features):
    feature, threshold, gain = split(x, y, features)
    return feature, threshold, gain * len(y)


def searched(x, y, features, between=True, weigh=True):
    best = (-1, 0.0, 0.0)
    for feature in features:
        values = np.unique(x[:, feature])
        for threshold in (values[1:] + values[:-1]) / 2 if between else values[:-1]:
            left = x[:, feature] <= threshold
            share = left.mean() if weigh else 0.5
            gain = y.var() - share * y[left].var() - (1 - share) * y[~left].var()
            if gain > best[2] + 1e-9:
                best = (int(feature), float(threshold), float(gain))
    return best


@mistake("the variances of both sides are not weighted by their numbers of rows")
def best_split(x, y, features):
    return searched(x, y, sorted(features), weigh=False)


@mistake("ties go to the feature that was drawn first, not to the lowest")
def best_split(x, y, features):
    return searched(x, y, features)


@mistake("the threshold is a value that occurs, not half-way to the next")
def best_split(x, y, features):
    return searched(x, y, sorted(features), between=False)


def grown(x, y, tries, least, rng, draw=None, right_first=False, early=False, repeat=False):
    pick = draw or (lambda: rng.choice(x.shape[1], size=tries, replace=repeat))
    features = pick() if early else None
    if len(y) < least:
        return float(y.mean())
    feature, threshold, _ = split(x, y, features if early else pick())
    if feature < 0:
        return float(y.mean())
    left = x[:, feature] <= threshold
    sides = {}
    for which, rows in sorted({"left": left, "right": ~left}.items(), reverse=right_first):
        sides[which] = grown(x[rows], y[rows], tries, least, rng, draw, right_first, early, repeat)
    return feature, threshold, sides["left"], sides["right"]


@mistake("features are drawn once for the whole tree, not anew at every node")
def grow(x, y, tries, least, rng):
    features = rng.choice(x.shape[1], size=tries, replace=False)
    return grown(x, y, tries, least, rng, draw=lambda: features)


@mistake("the right side is grown first: the draws are used in another order")
def grow(x, y, tries, least, rng):
    return grown(x, y, tries, least, rng, right_first=True)


@mistake("features are drawn before it is known whether the node may be split")
def grow(x, y, tries, least, rng):
    return grown(x, y, tries, least, rng, early=True)


@mistake("features are drawn with repetition")
def grow(x, y, tries, least, rng):
    return grown(x, y, tries, least, rng, repeat=True)


@mistake("off by one: a node of exactly the least number of rows may be split")
def grow(x, y, tries, least, rng):
    return grown(x, y, tries, least + 1, rng)


@mistake("all features are tried at every node: this is bagging")
def grow(x, y, tries, least, rng):
    return grown(x, y, tries, least, rng, draw=lambda: np.arange(x.shape[1]))


@mistake("the least number of rows is not looked at")
def grow(x, y, tries, least, rng):
    return grown(x, y, tries, 2, rng)


def strictly(tree, row):
    if isinstance(tree, float):
        return tree
    return strictly(tree[2] if row[tree[0]] < tree[1] else tree[3], row)


@mistake("queries at the threshold go right")
def predict(trees, queries):
    return np.array([np.mean([strictly(tree, row) for tree in trees]) for row in queries])


@mistake("only one tree is asked")
def predict(trees, queries):
    return right(trees[:1], queries)


@mistake("the median of the trees is taken, not their mean")
def predict(trees, queries):
    return np.array([np.median([asked(tree, row) for tree in trees]) for row in queries])


@mistake("the trees are summed, not averaged")
def predict(trees, queries):
    return right(trees, queries) * len(trees)


def errors(trees, x, y, orders, back=True):
    mixed, out = x.copy(), []
    for j, order in enumerate(orders):
        mixed[:, j] = x[order, j]
        out.append(error(trees, mixed, y))
        if back:
            mixed[:, j] = x[:, j]
    return np.array(out)


@mistake("the errors are divided by each other, not subtracted")
def permutation_importance(trees, x, y, orders):
    return errors(trees, x, y, orders) / error(trees, x, y)


@mistake("columns stay mixed while the next ones are looked at")
def permutation_importance(trees, x, y, orders):
    return errors(trees, x, y, orders, back=False) - error(trees, x, y)


@mistake("the error without mixing is not taken off")
def permutation_importance(trees, x, y, orders):
    return errors(trees, x, y, orders)


@mistake("the sign is wrong everywhere")
def permutation_importance(trees, x, y, orders):
    return error(trees, x, y) - errors(trees, x, y, orders)
