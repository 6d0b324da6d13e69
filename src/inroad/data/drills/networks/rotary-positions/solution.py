"""Rotary position embedding, written plainly."""

import numpy as np


def angles(positions, d, base):
    speeds = base ** (-np.arange(0, d, 2) / d)
    return positions[:, None] * speeds[None, :]


def turn(x, by):
    first, second = x[:, 0::2], x[:, 1::2]
    out = np.empty(x.shape)
    out[:, 0::2] = first * np.cos(by) - second * np.sin(by)
    out[:, 1::2] = first * np.sin(by) + second * np.cos(by)
    return out


def rotate(x, positions, base):
    return turn(x, angles(positions, x.shape[1], base))


def rotate_backward(upstream, positions, base):
    return turn(upstream, -angles(positions, upstream.shape[1], base))  # a rotation's transposed turns back


def rotary_scores(q, k, positions, base):
    return rotate(q, positions, base) @ rotate(k, positions, base).T / np.sqrt(q.shape[1])
