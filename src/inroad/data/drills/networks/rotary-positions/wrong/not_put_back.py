# diagnosis: the turned columns stand in two halves: they must be put back beside each other
import numpy as np


def angles(positions, d, base):
    speeds = [np.exp(-2 * i / d * np.log(base)) for i in range(d // 2)]
    return np.outer(positions, speeds)


def rotate(x, positions, base):
    t = angles(positions, x.shape[1], base)
    a, b = x[:, ::2], x[:, 1::2]
    return np.concatenate([a * np.cos(t) - b * np.sin(t), b * np.cos(t) + a * np.sin(t)], axis=-1)


def rotate_backward(upstream, positions, base):
    return rotate(upstream, -positions, base)


def rotary_scores(q, k, positions, base):
    turned = [rotate(each, positions, base) for each in (q, k)]
    return np.einsum("id,jd->ij", *turned) * q.shape[1] ** -0.5
