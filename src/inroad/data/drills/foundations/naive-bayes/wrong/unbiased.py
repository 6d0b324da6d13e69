# diagnosis: the variances are divided by n - 1, not by n
import numpy as np


def fit(x, labels, classes, smoothing):
    hot = np.eye(classes)[labels]
    count = hot.sum(0)
    means = hot.T @ x / count[:, None]
    variances = hot.T @ (x - means[labels]) ** 2 / (count[:, None] - 1)
    overall = np.max(np.mean((x - np.mean(x, axis=0)) ** 2, axis=0))
    return np.log(count / len(x)), means, variances + smoothing * overall


def log_posterior(queries, log_priors, means, variances):
    s = np.empty((len(queries), len(means)))
    for c in range(len(means)):
        z = (queries - means[c]) ** 2 / (2 * variances[c])
        s[:, c] = log_priors[c] - z.sum(1) - 0.5 * np.sum(np.log(2 * np.pi * variances[c]))
    top = s.max(1, keepdims=True)
    return s - top - np.log(np.exp(s - top).sum(1, keepdims=True))
