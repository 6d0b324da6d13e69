# diagnosis: the rotation goes the wrong way round
import numpy as np


def angles(positions, d, base):
    speeds = [np.exp(-2 * i / d * np.log(base)) for i in range(d // 2)]
    return np.outer(positions, speeds)


def rotate(x, positions, base):
    t = np.repeat(angles(positions, x.shape[1], base), 2, axis=1)
    beside = np.stack([x[:, 1::2], -x[:, ::2]], axis=2).reshape(x.shape)
    return x * np.cos(t) + beside * np.sin(t)


def rotate_backward(upstream, positions, base):
    return rotate(upstream, -positions, base)


def rotary_scores(q, k, positions, base):
    turned = [rotate(each, positions, base) for each in (q, k)]
    return np.einsum("id,jd->ij", *turned) * q.shape[1] ** -0.5
