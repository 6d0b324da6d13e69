import numpy as np


def gram_schmidt(x):
    q, r = np.zeros_like(x), np.zeros((x.shape[1],) * 2)
    for k in range(x.shape[1]):
        v = x[:, k]
        for _ in range(2):
            for j in range(k):
                part = q[:, j] @ v
                r[j, k] += part
                v = v - part * q[:, j]
        r[k, k] = np.sqrt(v @ v)
        q[:, k] = v / r[k, k]
    return q, r


def by_qr(x, y):
    q, r = gram_schmidt(x)
    rhs = q.T @ y
    beta = np.zeros(x.shape[1])
    for k in range(len(beta) - 1, -1, -1):
        beta[k] = (rhs[k] - r[k, k + 1 :] @ beta[k + 1 :]) / r[k, k]
    return beta


def normal_equations(x, y):
    return np.linalg.solve(x.T @ x, x.T @ y)


def gradient_step(x, y, beta, rate):
    return beta - rate * (2 / x.shape[0]) * (x.T @ (x @ beta - y))
