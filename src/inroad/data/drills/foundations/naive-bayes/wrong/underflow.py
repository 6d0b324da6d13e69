# diagnosis: densities are multiplied before the logarithm is taken: they underflow
import numpy as np


def fit(x, labels, classes, smoothing):
    hot = np.eye(classes)[labels]
    count = hot.sum(0)
    means = hot.T @ x / count[:, None]
    variances = hot.T @ (x - means[labels]) ** 2 / count[:, None]
    overall = np.max(np.mean((x - np.mean(x, axis=0)) ** 2, axis=0))
    return np.log(count / len(x)), means, variances + smoothing * overall


def log_posterior(queries, log_priors, means, variances):
    density = np.exp(-((queries[:, None] - means) ** 2) / (2 * variances)) / np.sqrt(2 * np.pi * variances)
    joint = np.exp(log_priors) * np.prod(density, axis=2)
    return np.log(joint) - np.log(joint.sum(1)[:, None])
