# diagnosis: the mean is not subtracted
import numpy as np


def autocovariance(x, lags):
    gaps, n = x, len(x)
    return np.array([sum(gaps[t] * gaps[t + k] for t in range(n - k)) / n for k in range(lags + 1)])


def levinson(r):
    p = len(r) - 1
    phi, left, partial = [], r[0], []
    for k in range(1, p + 1):
        top = r[k] - sum(phi[j] * r[k - 1 - j] for j in range(k - 1))
        last = top / left if left > 0 else 0.0
        phi = [phi[j] - last * phi[k - 2 - j] for j in range(k - 1)] + [last]
        left = left * (1 - last * last)
        partial.append(last)
    return np.array(phi), float(left), np.array(partial)


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
