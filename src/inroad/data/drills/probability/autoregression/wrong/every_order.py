# diagnosis: each order is solved anew: the fit of one order follows from the one before in a single pass
import numpy as np


def solved(r, p):
    """Gauss's elimination of the equations of order p."""
    rows = [[float(r[abs(i - j)]) for j in range(p)] + [float(r[i + 1])] for i in range(p)]
    for i in range(p):
        for below in range(p):
            if below != i:
                share = rows[below][i] / rows[i][i]
                rows[below] = [one - share * other for one, other in zip(rows[below], rows[i])]
    return np.array([row[-1] / row[i] for i, row in enumerate(rows)])


def autocovariance(x, lags):
    gaps = np.append(x - np.mean(x), np.zeros(lags))
    return np.array([np.sum(gaps * np.roll(gaps, k)) for k in range(lags + 1)]) / len(x)


def levinson(r):
    p = len(r) - 1
    if r[0] == 0:
        return np.zeros(p), 0.0, np.zeros(p)
    phi = solved(r, p)
    return phi, float(r[0] - phi @ r[1:]), np.array([solved(r, k)[-1] for k in range(1, p + 1)])


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
