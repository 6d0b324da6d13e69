"""Known mistakes in cross-validation."""

import numpy as np
from inroad.practice.kit import mistake
from solution import folds as right_folds


@mistake("the last folds have one more, not the first")
def folds(order, k):
    return [part[::-1] for part in right_folds(order[::-1], k)][::-1]


@mistake("all that is left over goes into the last fold")
def folds(order, k):
    q = len(order) // k
    return [order[j * q : (j + 1) * q if j < k - 1 else None] for j in range(k)]


@mistake("the rows that are left over are in no fold")
def folds(order, k):
    q = len(order) // k
    return [order[j * q : (j + 1) * q] for j in range(k)]


@mistake("rows are dealt out in turn, not in successive parts")
def folds(order, k):
    return [order[j::k] for j in range(k)]


@mistake("the order is not used")
def folds(order, k):
    return right_folds(np.arange(len(order)), k)


@mistake("these are the rows to learn from, not those to test on")
def folds(order, k):
    parts = right_folds(order, k)
    return [np.concatenate([each for i, each in enumerate(parts) if i != j]) for j in range(k)]


@mistake("the classes are not dealt out each by itself: this is not stratified")
def stratified(labels, order, k):
    fold = np.zeros(len(labels), dtype=int)
    fold[order] = np.arange(len(labels)) % k
    return fold


@mistake("the order is not used")
def stratified(labels, order, k):
    fold = np.zeros(len(labels), dtype=int)
    for c in set(labels.tolist()):
        fold[labels == c] = np.arange((labels == c).sum()) % k
    return fold


@mistake("a class goes on dealing where the last class stopped")
def stratified(labels, order, k):
    fold = np.zeros(len(labels), dtype=int)
    fold[order[np.argsort(labels[order], kind="stable")]] = np.arange(len(labels)) % k
    return fold


@mistake("the folds are given in the sequence of order, not of the rows")
def stratified(labels, order, k):
    fold, seen = [], {}
    for row in order:
        fold.append(seen.get(labels[row], 0) % k)
        seen[labels[row]] = seen.get(labels[row], 0) + 1
    return np.array(fold)


def each_fold(
    learn, x, y, parts, known=None, scales="known", guard=True, root=False, swap=False, centre=True
):
    out = []
    for part in parts:
        rest = np.setdiff1d(np.arange(len(x)), part)
        train, test = (part, rest) if swap else (rest, part)
        train = np.arange(len(x)) if known == "all" else train
        base = {"known": x[train], "all": x, "none": None}[scales]
        mean, scale = (base.mean(axis=0), base.std(axis=0)) if base is not None else (0, np.ones(x.shape[1]))
        scale = np.where(scale > 0, scale, 1) if guard else scale
        predict = learn((x[train] - mean) / scale, y[train])
        if scales == "known" and not centre:
            mean, scale = x[test].mean(axis=0), np.where(x[test].std(axis=0) > 0, x[test].std(axis=0), 1)
        out.append(np.mean((predict((x[test] - mean) / scale) - y[test]) ** 2))
    return np.sqrt(out) if root else np.array(out)


@mistake("mean and scale are those of all rows: the tested fold has leaked into them")
def errors(learn, x, y, parts):
    return each_fold(learn, x, y, parts, scales="all")


@mistake("the model has learnt from the tested fold, too")
def errors(learn, x, y, parts):
    return each_fold(learn, x, y, parts, known="all")


@mistake("the columns are not standardised")
def errors(learn, x, y, parts):
    return each_fold(learn, x, y, parts, scales="none")


@mistake("the tested fold is standardised by its own mean and scale: the model knows other units")
def errors(learn, x, y, parts):
    return each_fold(learn, x, y, parts, centre=False)


@mistake("the roles are exchanged: it learns from the fold and tests on the others")
def errors(learn, x, y, parts):
    return each_fold(learn, x, y, parts, swap=True)


@mistake("these are roots of mean squares")
def errors(learn, x, y, parts):
    return each_fold(learn, x, y, parts, root=True)


@mistake("a column that does not vary is divided by zero")
def errors(learn, x, y, parts):
    return each_fold(learn, x, y, parts, guard=False)


@mistake("the errors are averaged to one number")
def errors(learn, x, y, parts):
    return float(each_fold(learn, x, y, parts).mean())


def simplest(table, spread):
    means = table.mean(axis=1)
    best = means.argmin()
    return int(np.flatnonzero(means <= means[best] + spread(table[best], table))[0])


@mistake("the best candidate is taken: the rule of one standard error is missing")
def one_standard_error(table):
    return int(table.mean(axis=1).argmin())


@mistake("this is the standard deviation over folds: divide it by sqrt(k)")
def one_standard_error(table):
    return simplest(table, lambda best, _: best.std(ddof=1))


@mistake("the variance is divided by k, not by k - 1")
def one_standard_error(table):
    return simplest(table, lambda best, _: best.std() / np.sqrt(len(best)))


@mistake("the standard error is that of the simplest candidate, not of the best")
def one_standard_error(table):
    return simplest(table, lambda best, table: table[0].std(ddof=1) / np.sqrt(len(best)))


@mistake("the most complex candidate within the limit is taken, not the simplest")
def one_standard_error(table):
    turned = table[::-1]
    means = turned.mean(axis=1)
    best = means.argmin()
    limit = means[best] + turned[best].std(ddof=1) / np.sqrt(table.shape[1])
    return int(len(table) - 1 - np.flatnonzero(means <= limit)[0])
