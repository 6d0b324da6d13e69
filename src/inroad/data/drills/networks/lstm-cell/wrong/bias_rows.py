# diagnosis: the gradient by b is not summed over the rows
import numpy as np


def squash(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_cell(x, h, c, w, u, b):
    k = h.shape[1]
    z = np.concatenate([x, h], axis=1) @ np.concatenate([w, u]) + b
    memory = squash(z[:, k : 2 * k]) * c + squash(z[:, :k]) * np.tanh(z[:, 2 * k : 3 * k])
    return squash(z[:, 3 * k :]) * np.tanh(memory), memory


def lstm_cell_backward(by_h, by_c, x, h, c, w, u, b):
    z = (x @ w + h @ u + b).reshape(len(x), 4, -1)
    a, keep, new, out = squash(z[:, 0]), squash(z[:, 1]), np.tanh(z[:, 2]), squash(z[:, 3])
    top = np.tanh(keep * c + a * new)
    dc = by_c + by_h * out * (1 - top**2)
    dz = np.concatenate(
        [
            dc * new * a * (1 - a),
            dc * c * keep * (1 - keep),
            dc * a * (1 - new**2),
            by_h * top * out * (1 - out),
        ],
        axis=1,
    )
    return dz.dot(w.T), dz.dot(u.T), dc * keep, x.T.dot(dz), h.T.dot(dz), dz
