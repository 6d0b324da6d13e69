# diagnosis: the variance is divided by k, not by k - 1
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
    result = np.zeros(len(parts))
    for j, test in enumerate(parts):
        xt, yt = np.delete(x, test, axis=0), np.delete(y, test)
        mu, sd = np.mean(xt, 0), np.std(xt, 0)
        sd[sd == 0] = 1
        model = learn((xt - mu) / sd, yt)
        result[j] = np.mean((y[test] - model((x[test] - mu) / sd)) ** 2)
    return result


def one_standard_error(table):
    means = [np.mean(row) for row in table]
    row = table[int(np.argmin(means))]
    limit = np.mean(row) + np.sqrt(np.var(row) / row.size)
    return next(i for i, mean in enumerate(means) if mean <= limit)
