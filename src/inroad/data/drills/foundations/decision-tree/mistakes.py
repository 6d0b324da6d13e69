"""Known mistakes in the classification tree."""

import numpy as np
from inroad.practice.kit import mistake
from solution import best_split as split
from solution import counted
from solution import impurity as gini
from solution import predict as right


@mistake("counts are squared instead of shares")
def impurity(counts):
    return 1.0 - (counts**2).sum(axis=-1)


@mistake("this is the entropy, not Gini's impurity")
def impurity(counts):
    p = counts / np.maximum(counts.sum(axis=-1), 1)[..., None]
    return -(p * np.log2(np.where(p > 0, p, 1))).sum(axis=-1)


@mistake("this is the entropy, not Gini's impurity")
def impurity(counts):
    p = counts / np.maximum(counts.sum(axis=-1), 1)[..., None]
    return -(p * np.log(np.where(p > 0, p, 1))).sum(axis=-1)


@mistake("this is the error of the majority's vote, not Gini's impurity")
def impurity(counts):
    total = counts.sum(axis=-1)
    return np.where(total > 0, 1 - counts.max(axis=-1) / np.maximum(total, 1), 0.0)


@mistake("a node without rows is divided by zero")
def impurity(counts):
    return 1 - ((counts / counts.sum(axis=-1, keepdims=True)) ** 2).sum(axis=-1)


@mistake("these are the sums of squares: purity, not impurity")
def impurity(counts):
    return 1 - gini(counts)


def searched(x, y, classes, weigh=True, between=True, features=None, last=False):
    best = (-1, 0.0, 0.0)
    whole = gini(counted(y, classes))
    for feature in range(x.shape[1]) if features is None else features:
        values = np.unique(x[:, feature])
        for threshold in (values[1:] + values[:-1]) / 2 if between else values[:-1]:
            left = x[:, feature] <= threshold
            sides = np.array([counted(y[left], classes), counted(y[~left], classes)])
            shares = sides.sum(axis=1) / len(y) if weigh else np.array([0.5, 0.5])
            gain = whole - (shares * gini(sides)).sum()
            better = gain > 1e-9 and gain >= best[2] - 1e-9 if last else gain > best[2] + 1e-9
            if better:
                best = (feature, float(threshold), float(gain))
    return best


@mistake("the impurities of both sides are not weighted by their numbers of rows")
def best_split(x, y, classes):
    return searched(x, y, classes, weigh=False)


@mistake("the threshold is a value that occurs, not half-way to the next")
def best_split(x, y, classes):
    return searched(x, y, classes, between=False)


@mistake("the last of equally good splits is taken, not the first")
def best_split(x, y, classes):
    return searched(x, y, classes, last=True)


@mistake("only the first feature is looked at")
def best_split(x, y, classes):
    return searched(x, y, classes, features=[0])


@mistake("this is the impurity that is left, not what is gained")
def best_split(x, y, classes):
    feature, threshold, gain = split(x, y, classes)
    return feature, threshold, float(gini(counted(y, classes)) - gain)


@mistake("the sides are not split again: this is a stump")
def predict(x, y, queries, classes, depth):
    return right(x, y, queries, classes, min(depth, 1))


@mistake("the tree is one level too deep")
def predict(x, y, queries, classes, depth):
    return right(x, y, queries, classes, depth + 1)


@mistake("the tree is one level too shallow")
def predict(x, y, queries, classes, depth):
    return right(x, y, queries, classes, max(depth - 1, 0))


@mistake("the tree grows without a limit to its depth")
def predict(x, y, queries, classes, depth):
    return right(x, y, queries, classes, 50)


@mistake("a leaf answers with the commonest class of all rows, not of its own")
def predict(x, y, queries, classes, depth):
    return right(x, y, queries, classes, 0)


@mistake("rows at the threshold or below belong to the left: here features are compared the other way round")
def predict(x, y, queries, classes, depth):
    feature, threshold, _ = split(x, y, classes) if depth else (-1, 0.0, 0.0)
    if feature < 0:
        return np.full(len(queries), counted(y, classes).argmax())
    left = x[:, feature] <= threshold
    answer = np.zeros(len(queries), dtype=int)
    for at, query in enumerate(queries):
        rows = left if query[feature] >= threshold else ~left
        answer[at] = predict(x[rows], y[rows], query[None], classes, depth - 1)[0]
    return answer
