# diagnosis: the scores are not normalised: they do not sum to one
import numpy as np


def fit(x, labels, classes, smoothing):
    hot = np.eye(classes)[labels]
    count = hot.sum(0)
    means = hot.T @ x / count[:, None]
    variances = hot.T @ (x - means[labels]) ** 2 / count[:, None]
    overall = np.max(np.mean((x - np.mean(x, axis=0)) ** 2, axis=0))
    return np.log(count / len(x)), means, variances + smoothing * overall


def log_posterior(queries, log_priors, means, variances):
    s = [
        [
            lp - 0.5 * np.sum(np.log(2 * np.pi * v)) - 0.5 * np.sum((q - m) ** 2 / v)
            for lp, m, v in zip(log_priors, means, variances)
        ]
        for q in queries
    ]
    return np.array(s)
