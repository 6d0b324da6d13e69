import numpy as np


def reweight(log_weights, log_likelihoods):
    top = log_likelihoods.max()
    w = np.exp(log_weights) * np.exp(log_likelihoods - top)
    joint = log_weights + (log_likelihoods - top)
    return joint - np.log(w.sum()), float(top + np.log(w.sum()))


def effective_size(log_weights):
    return float(np.exp(-np.logaddexp.reduce(2 * log_weights)))


def resample(log_weights, u):
    n = len(log_weights)
    ends = np.append(np.cumsum(np.exp(log_weights))[:-1], 1.0)
    upto = np.ceil(n * ends - u).astype(int)
    return np.repeat(np.arange(n), np.diff(upto, prepend=0))


def particle_filter(ys, particles, noises, us, a, q, r, share):
    n, x = len(particles), particles
    logs, means, total = np.full(n, -np.log(n)), [], 0.0
    for t in range(len(ys)):
        x = q * noises[t] + a * x
        logs, one = reweight(logs, -0.5 * np.log(2 * np.pi * r * r) - (x - ys[t]) ** 2 / (2 * r * r))
        total += one
        means.append(float(np.exp(logs).dot(x)))
        if effective_size(logs) < n * share:
            x = x[resample(logs, us[t])]
            logs = np.full(n, -np.log(n))
    return np.array(means), total
