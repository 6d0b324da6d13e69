# diagnosis: the factor 1/2 of the exponent is missing
import numpy as np


def fit(x, labels, classes, smoothing):
    hot = np.eye(classes)[labels]
    count = hot.sum(0)
    means = hot.T @ x / count[:, None]
    variances = hot.T @ (x - means[labels]) ** 2 / count[:, None]
    overall = np.max(np.mean((x - np.mean(x, axis=0)) ** 2, axis=0))
    return np.log(count / len(x)), means, variances + smoothing * overall


def log_posterior(queries, log_priors, means, variances):
    s = log_priors - 0.5 * np.log(variances).sum(1) - ((queries[:, None] - means) ** 2 / variances).sum(2)
    top = s.max(1, keepdims=True)
    return s - top - np.log(np.exp(s - top).sum(1, keepdims=True))
