# diagnosis: it is normalised over the queries, not over the classes
import numpy as np


def fit(x, labels, classes, smoothing):
    hot = np.eye(classes)[labels]
    count = hot.sum(0)
    means = hot.T @ x / count[:, None]
    variances = hot.T @ (x - means[labels]) ** 2 / count[:, None]
    overall = np.max(np.mean((x - np.mean(x, axis=0)) ** 2, axis=0))
    return np.log(count / len(x)), means, variances + smoothing * overall


def log_posterior(queries, log_priors, means, variances):
    z = ((queries[:, None] - means) ** 2 / variances).sum(2)
    s = log_priors - 0.5 * (np.log(2 * np.pi * variances).sum(1) + z)
    top = s.max(0)
    return s - top - np.log(np.exp(s - top).sum(0))
