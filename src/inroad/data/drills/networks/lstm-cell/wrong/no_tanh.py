# diagnosis: new h lacks the tanh around the cell
import numpy as np


def squash(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_cell(x, h, c, w, u, b):
    z = (x @ w + h @ u + b).reshape(len(x), 4, -1)
    memory = squash(z[:, 1]) * c + squash(z[:, 0]) * np.tanh(z[:, 2])
    return squash(z[:, 3]) * memory, memory


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
