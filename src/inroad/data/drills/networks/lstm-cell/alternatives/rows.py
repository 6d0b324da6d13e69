import numpy as np


def squash(z):
    return np.exp(-np.logaddexp(0.0, -z))


def lstm_cell(x, h, c, w, u, b):
    k = h.shape[1]
    out, memory = np.empty_like(h), np.empty_like(c)
    for row in range(len(x)):
        z = w.T @ x[row] + u.T @ h[row] + b
        memory[row] = squash(z[k : 2 * k]) * c[row] + squash(z[:k]) * np.tanh(z[2 * k : 3 * k])
        out[row] = squash(z[3 * k :]) * np.tanh(memory[row])
    return out, memory


def lstm_cell_backward(by_h, by_c, x, h, c, w, u, b):
    n, k = h.shape
    z = (x @ w + h @ u + b).reshape(n, 4, k)
    a, keep, out = squash(z[:, 0]), squash(z[:, 1]), squash(z[:, 3])
    new = np.tanh(z[:, 2])
    top = np.tanh(keep * c + a * new)
    dc = by_c + by_h * out * (1 - top * top)
    dz = np.empty_like(z)
    dz[:, 0] = dc * new * (a - a * a)
    dz[:, 1] = dc * c * (keep - keep * keep)
    dz[:, 2] = dc * a * (1 - new * new)
    dz[:, 3] = by_h * top * (out - out * out)
    dz = dz.reshape(n, 4 * k)
    return dz.dot(w.T), dz.dot(u.T), dc * keep, x.T.dot(dz), h.T.dot(dz), np.ones(n).dot(dz)
