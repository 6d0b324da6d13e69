import numpy as np


def dora_init(w):
    return np.array([np.sqrt(row @ row) for row in w])


def dora(x, w, a, b, m):
    columns = []
    for row, update, size in zip(w, b, m):
        v = row + update @ a
        columns.append(x @ v * size / np.sqrt(v @ v))
    return np.stack(columns, axis=1)


def dora_backward(upstream, x, w, a, b, m):
    by_a, by_b, by_m = np.zeros_like(a), np.zeros_like(b), np.zeros_like(m)
    for o in range(len(w)):
        v = w[o] + b[o] @ a
        n = np.sqrt(v @ v)
        g = upstream[:, o] @ x
        jacobian = m[o] * (np.eye(len(v)) / n - np.outer(v, v) / n**3)
        gv = jacobian @ g
        by_a += np.outer(b[o], gv)
        by_b[o] = a @ gv
        by_m[o] = g @ v / n
    return by_a, by_b, by_m
