# diagnosis: the model has learnt from the tested fold, too
import numpy as np


def folds(order, k):
    return np.array_split(order, k)


def stratified(labels, order, k):
    fold = np.empty(len(labels), dtype=int)
    for c in np.unique(labels):
        mine = [i for i in order if labels[i] == c]
        fold[mine] = np.arange(len(mine)) % k
    return fold


def errors(learn, x, y, parts):
    sd = np.std(x, 0)
    z = (x - np.mean(x, 0)) / np.where(sd == 0, 1, sd)
    rest = (learn(z, y)(z) - y) ** 2
    return np.array([rest[test].mean() for test in parts])


def one_standard_error(table):
    means = [np.mean(row) for row in table]
    row = table[int(np.argmin(means))]
    limit = np.mean(row) + np.sqrt(np.var(row, ddof=1) / row.size)
    return next(i for i, mean in enumerate(means) if mean <= limit)
