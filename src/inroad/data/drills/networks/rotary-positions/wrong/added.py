# diagnosis: sines and cosines are added to x: it must be turned
import numpy as np


def angles(positions, d, base):
    speeds = [np.exp(-2 * i / d * np.log(base)) for i in range(d // 2)]
    return np.outer(positions, speeds)


def rotate(x, positions, base):
    t = angles(positions, x.shape[1], base)
    return x + np.stack([np.sin(t), np.cos(t)], axis=-1).reshape(x.shape)


def rotate_backward(upstream, positions, base):
    return rotate(upstream, -positions, base)


def rotary_scores(q, k, positions, base):
    turned = [rotate(each, positions, base) for each in (q, k)]
    return np.einsum("id,jd->ij", *turned) * q.shape[1] ** -0.5
