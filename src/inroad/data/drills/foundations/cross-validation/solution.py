"""Cross-validation without leaks, written plainly."""

import numpy as np


def folds(order, k):
    least, more = divmod(len(order), k)
    ends = np.cumsum([least + (j < more) for j in range(k)])
    return [order[end - least - (j < more) : end] for j, end in enumerate(ends)]


def stratified(labels, order, k):
    fold, seen = np.zeros(len(labels), dtype=int), {}
    for row in order:
        label = int(labels[row])
        fold[row] = seen.get(label, 0) % k
        seen[label] = seen.get(label, 0) + 1
    return fold


def errors(learn, x, y, parts):
    out = []
    for part in parts:
        known = np.ones(len(x), dtype=bool)
        known[part] = False
        mean, scale = x[known].mean(axis=0), x[known].std(axis=0)
        scale = np.where(scale > 0, scale, 1)
        predict = learn((x[known] - mean) / scale, y[known])
        out.append(np.mean((predict((x[part] - mean) / scale) - y[part]) ** 2))
    return np.array(out)


def one_standard_error(table):
    means = table.mean(axis=1)
    best = means.argmin()
    limit = means[best] + table[best].std(ddof=1) / np.sqrt(table.shape[1])
    return int(np.flatnonzero(means <= limit)[0])
