import numpy as np


def autocovariance(x, lags):
    gaps = np.append(x - np.mean(x), np.zeros(lags))
    return np.array([np.sum(gaps * np.roll(gaps, k)) for k in range(lags + 1)]) / len(x)


def levinson(r):
    """Schur's way: reflection coefficients from two rows that are turned into each other, then the fit."""
    p = len(r) - 1
    above, below = np.array(r[1:], dtype=float), np.array(r[:-1], dtype=float)
    phi, partial = np.zeros(p), np.zeros(p)
    left = float(r[0])
    for m in range(p):
        k = above[0] / below[0] if below[0] > 0 else 0.0
        partial[m] = k
        phi[:m] -= k * phi[:m][::-1].copy()
        phi[m] = k
        left *= 1 - k * k
        above, below = (above - k * below)[1:], (below - k * above)[:-1]
    return phi, left, partial


def forecast(x, phi, mean, steps):
    if steps == 0:
        return np.zeros(0)
    new = mean + np.sum(phi * (x[-len(phi) :][::-1] - mean))
    return np.append(new, forecast(np.append(x, new), phi, mean, steps - 1))


def forecast_variance(phi, variance, steps):
    """With the companion matrix: the covariance of the whole state, step by step."""
    p = len(phi)
    move = np.eye(p, k=-1)
    move[0] = phi
    noise = np.zeros((p, p))
    noise[0, 0] = variance
    out, state = [], np.zeros((p, p))
    for _ in range(steps):
        state = move @ state @ move.T + noise
        out.append(state[0, 0])
    return np.array(out)
