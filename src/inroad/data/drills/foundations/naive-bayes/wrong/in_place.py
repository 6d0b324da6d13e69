# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def fit(x, labels, classes, smoothing):
    overall = np.max(np.mean((x - np.mean(x, axis=0)) ** 2, axis=0))
    priors, means, variances = [], [], []
    for c in range(classes):
        mine = labels == c
        priors.append(np.log(mine.mean()))
        means.append(x[mine].mean(axis=0))
        x[mine] -= means[-1]
        variances.append((x[mine] ** 2).mean(axis=0) + smoothing * overall)
    return np.array(priors), np.array(means), np.array(variances)


def log_posterior(queries, log_priors, means, variances):
    s = np.empty((len(queries), len(means)))
    for c in range(len(means)):
        z = (queries - means[c]) ** 2 / (2 * variances[c])
        s[:, c] = log_priors[c] - z.sum(1) - 0.5 * np.sum(np.log(2 * np.pi * variances[c]))
    top = s.max(1, keepdims=True)
    return s - top - np.log(np.exp(s - top).sum(1, keepdims=True))
