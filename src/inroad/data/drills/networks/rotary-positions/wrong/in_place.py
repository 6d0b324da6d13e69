# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def angles(positions, d, base):
    speeds = [np.exp(-2 * i / d * np.log(base)) for i in range(d // 2)]
    return np.outer(positions, speeds)


def rotate(x, positions, base):
    t = angles(positions, x.shape[1], base)
    a, b = x[:, ::2].copy(), x[:, 1::2].copy()
    x[:, ::2] = a * np.cos(t) - b * np.sin(t)
    x[:, 1::2] = b * np.cos(t) + a * np.sin(t)
    return x


def rotate_backward(upstream, positions, base):
    return rotate(upstream, -positions, base)


def rotary_scores(q, k, positions, base):
    turned = [rotate(each, positions, base) for each in (q, k)]
    return np.einsum("id,jd->ij", *turned) * q.shape[1] ** -0.5
