import numpy as np


def angles(positions, d, base):
    speeds = [np.exp(-2 * i / d * np.log(base)) for i in range(d // 2)]
    return np.outer(positions, speeds)


def rotate(x, positions, base):
    return np.array([matrix(p, x.shape[1], base) @ row for p, row in zip(positions, x)])


def matrix(position, d, base):
    turn = np.zeros((d, d))
    for i in range(d // 2):
        t = position / base ** (2 * i / d)
        turn[2 * i : 2 * i + 2, 2 * i : 2 * i + 2] = [[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]
    return turn


def rotate_backward(upstream, positions, base):
    return np.array([matrix(p, upstream.shape[1], base).T @ row for p, row in zip(positions, upstream)])


def rotary_scores(q, k, positions, base):
    turned = [rotate(each, positions, base) for each in (q, k)]
    return np.einsum("id,jd->ij", *turned) * q.shape[1] ** -0.5
