"""Motion module, written plainly."""

import numpy as np


def positions(frames, c):
    angle = np.arange(frames)[:, None] / 10000 ** (np.arange(0, c, 2) / c)
    table = np.zeros((frames, c))
    table[:, 0::2], table[:, 1::2] = np.sin(angle), np.cos(angle)
    return table


def normed(x, gain, bias):
    mean = x.mean(axis=1, keepdims=True)
    variance = ((x - mean) ** 2).mean(axis=1, keepdims=True)
    return (x - mean) / np.sqrt(variance + 1e-5) * gain[:, None, None] + bias[:, None, None]


def temporal_attention(x, wq, wk, wv, wo, heads):
    f, c, a, b = x.shape
    rows = x.transpose(2, 3, 0, 1) + positions(f, c)  # (a, b, f, c)

    def split(w):
        return (rows @ w).reshape(a, b, f, heads, c // heads).swapaxes(2, 3)  # (a, b, heads, f, width)

    q, k, v = split(wq), split(wk), split(wv)
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(c // heads)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares = shares / shares.sum(axis=-1, keepdims=True)
    out = (shares @ v).swapaxes(2, 3).reshape(a, b, f, c) @ wo
    return out.transpose(2, 3, 0, 1)


def motion_module(x, gain, bias, wq, wk, wv, wo, heads):
    return x + temporal_attention(normed(x, gain, bias), wq, wk, wv, wo, heads)
