# diagnosis: a constant series has no variance: it is divided by zero
import numpy as np


def autocovariance(x, lags):
    gaps, n = x - sum(x) / len(x), len(x)
    return np.array([sum(gaps[t] * gaps[t + k] for t in range(n - k)) / n for k in range(lags + 1)])


def levinson(r):
    phi, left, partial = np.array([]), r[0], []
    for k in range(1, len(r)):
        last = np.divide(r[k] - np.dot(phi, r[1:k][::-1]), left)
        phi = np.concatenate([phi - last * phi[::-1], [last]])
        left = left - left * last * last
        partial.append(last)
    return phi, float(left), np.array(partial)


def forecast(x, phi, mean, steps):
    past = [each - mean for each in x]
    for _ in range(steps):
        past.append(sum(phi[j] * past[-1 - j] for j in range(len(phi))))
    return np.array(past[len(x) :]) + mean


def forecast_variance(phi, variance, steps):
    weights = [1.0]
    for k in range(1, steps):
        weights.append(sum(phi[j] * weights[k - 1 - j] for j in range(min(k, len(phi)))))
    return variance * np.array([sum(w * w for w in weights[: k + 1]) for k in range(steps)])
