# diagnosis: the pairs are made of the two halves of a row: here they are neighbouring columns
import numpy as np


def angles(positions, d, base):
    speeds = [np.exp(-2 * i / d * np.log(base)) for i in range(d // 2)]
    return np.outer(positions, speeds)


def rotate(x, positions, base):
    t = np.concatenate([angles(positions, x.shape[1], base)] * 2, axis=1)
    a, b = np.split(x, 2, axis=1)
    return x * np.cos(t) + np.concatenate([-b, a], axis=1) * np.sin(t)


def rotate_backward(upstream, positions, base):
    t = angles(positions, upstream.shape[1], base)
    out = np.zeros(upstream.shape)
    out[:, ::2] = upstream[:, ::2] * np.cos(t) + upstream[:, 1::2] * np.sin(t)
    out[:, 1::2] = upstream[:, 1::2] * np.cos(t) - upstream[:, ::2] * np.sin(t)
    return out


def rotary_scores(q, k, positions, base):
    turned = [rotate(each, positions, base) for each in (q, k)]
    return np.einsum("id,jd->ij", *turned) * q.shape[1] ** -0.5
