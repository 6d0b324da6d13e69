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
    member = np.array([np.isin(np.arange(len(y)), part) for part in parts])
    out = []
    for held in member:
        n = np.sum(~held)
        mu = (~held) @ x / n
        sd = np.sqrt((~held) @ (x - mu) ** 2 / n)
        z = np.divide(x - mu, sd, out=x - mu, where=sd > 0)
        out.append(np.mean((learn(z[~held], y[~held])(z[held]) - y[held]) ** 2))
    return np.array(out)


def one_standard_error(table):
    k = table.shape[1]
    means = table @ np.ones(k) / k
    best = min(range(len(table)), key=lambda c: means[c])
    gaps = table[best] - means[best]
    within = means - means[best] <= np.sqrt(gaps @ gaps / (k - 1) / k)
    return int(np.argmax(within))
