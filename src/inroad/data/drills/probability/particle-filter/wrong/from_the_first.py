# diagnosis: each search begins at the first particle: positions only grow, so go on where the last one ended
import numpy as np


def reweight(log_weights, log_likelihoods):
    both = log_weights + log_likelihoods
    top = max(both)
    total = top + np.log(np.exp(both - top).sum())
    return both - total, float(total)


def effective_size(log_weights):
    w = np.exp(log_weights)
    return float(w.sum() ** 2 / w.dot(w))


def resample(log_weights, u):
    n = len(log_weights)
    sums = np.cumsum(np.exp(log_weights)).tolist()
    out = []
    for i in range(n):
        j = 0
        while j < n - 1 and sums[j] <= (i + u) / n:
            j += 1
        out.append(j)
    return np.array(out)


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
