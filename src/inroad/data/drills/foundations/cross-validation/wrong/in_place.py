# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
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
    result = []
    for test in parts:
        xt = np.delete(x, test, axis=0)
        mu, sd = np.mean(xt, 0), np.std(xt, 0)
        sd[sd == 0] = 1
        x -= mu
        x /= sd
        model = learn(np.delete(x, test, axis=0), np.delete(y, test))
        result.append(np.mean((y[test] - model(x[test])) ** 2))
    return np.array(result)


def one_standard_error(table):
    means = [np.mean(row) for row in table]
    row = table[int(np.argmin(means))]
    limit = np.mean(row) + np.sqrt(np.var(row, ddof=1) / row.size)
    return next(i for i, mean in enumerate(means) if mean <= limit)
