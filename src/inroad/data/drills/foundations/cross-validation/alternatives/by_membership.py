import numpy as np


def folds(order, k):
    n = len(order)
    starts = [j * (n // k) + min(j, n % k) for j in range(k + 1)]
    return [order[a:b] for a, b in zip(starts, starts[1:])]


def stratified(labels, order, k):
    rank = np.argsort(order)
    earlier = (labels[:, None] == labels) & (rank[None, :] < rank[:, None])
    return earlier.sum(axis=1) % k


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
    limit = np.mean(row) + np.sqrt(np.var(row, ddof=1) / row.size)
    return next(i for i, mean in enumerate(means) if mean <= limit)
