# diagnosis: the second column of a pair is made of the first one after it was changed
import numpy as np


def angles(positions, d, base):
    speeds = [np.exp(-2 * i / d * np.log(base)) for i in range(d // 2)]
    return np.outer(positions, speeds)


def rotate(x, positions, base):
    t = angles(positions, x.shape[1], base)
    z = x.copy()
    z[:, ::2] = z[:, ::2] * np.cos(t) - z[:, 1::2] * np.sin(t)
    z[:, 1::2] = z[:, 1::2] * np.cos(t) + z[:, ::2] * np.sin(t)
    return z


def rotate_backward(upstream, positions, base):
    return rotate(upstream, -positions, base)


def rotary_scores(q, k, positions, base):
    turned = [rotate(each, positions, base) for each in (q, k)]
    return np.einsum("id,jd->ij", *turned) * q.shape[1] ** -0.5
