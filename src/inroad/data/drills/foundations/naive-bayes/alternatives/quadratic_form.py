import numpy as np


def fit(x, labels, classes, smoothing):
    hot = np.eye(classes)[labels]
    count = hot.sum(0)
    means = hot.T @ x / count[:, None]
    variances = hot.T @ (x - means[labels]) ** 2 / count[:, None]
    overall = np.max(np.mean((x - np.mean(x, axis=0)) ** 2, axis=0))
    return np.log(count / len(x)), means, variances + smoothing * overall


def log_posterior(queries, log_priors, means, variances):
    # The square written out, and the density scaled by that of the best class.
    inverse = 1 / variances
    q = queries**2 @ inverse.T - 2 * queries @ (means * inverse).T + (means**2 * inverse).sum(1)
    s = log_priors + 0.5 * np.log(inverse).sum(1) - q / 2
    ratio = s[:, None, :] - s[:, :, None]
    top = ratio.max(2)
    return -top - np.log(np.exp(ratio - top[:, :, None]).sum(2))
