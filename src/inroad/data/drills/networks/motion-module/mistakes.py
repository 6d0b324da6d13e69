"""Known mistakes in the motion module."""

import numpy as np
from inroad.practice.kit import mistake
from solution import normed as norm
from solution import positions as table
from solution import temporal_attention as right


def softmax(scores, axis=-1):
    shares = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return shares / shares.sum(axis=axis, keepdims=True)


def attend(rows, wq, wk, wv, wo, heads, soft=softmax, width=None, mixed=False):
    """Attention along the last axis but one of rows (..., n, c)."""
    *batch, n, c = rows.shape

    def split(w):
        if mixed:
            return np.moveaxis((rows @ w).reshape(*batch, n, c // heads, heads), -1, -3)
        return (rows @ w).reshape(*batch, n, heads, c // heads).swapaxes(-3, -2)

    q, k, v = split(wq), split(wk), split(wv)
    out = soft(q @ k.swapaxes(-1, -2) / np.sqrt(width or c // heads)) @ v
    out = np.moveaxis(out, -3, -1) if mixed else out.swapaxes(-3, -2)
    return out.reshape(*batch, n, c) @ wo


def over_frames(x, *weights, **how):
    rows = x.transpose(2, 3, 0, 1) + table(x.shape[0], x.shape[1])
    return attend(rows, *weights, **how).transpose(2, 3, 0, 1)


@mistake("all sines come first, then all cosines: they alternate")
def positions(frames, c):
    right_table = table(frames, c)
    return np.hstack([right_table[:, 0::2], right_table[:, 1::2]])


@mistake("frames are counted from 1 instead of 0")
def positions(frames, c):
    return table(frames + 1, c)[1:]


@mistake("the exponent is i / c instead of 2i / c")
def positions(frames, c):
    angle = np.arange(frames)[:, None] / 10000 ** (np.arange(c // 2) / c)
    return np.stack([np.sin(angle), np.cos(angle)], axis=2).reshape(frames, c)


@mistake("each column has a frequency of its own: a sine and a cosine share one")
def positions(frames, c):
    angle = np.arange(frames)[:, None] / 10000 ** (np.arange(c) / c)
    return np.where(np.arange(c) % 2 == 0, np.sin(angle), np.cos(angle))


@mistake("the norm runs over the frames instead of the channels")
def normed(x, gain, bias):
    mean, spread = x.mean(axis=0, keepdims=True), x.var(axis=0, keepdims=True)
    return (x - mean) / np.sqrt(spread + 1e-5) * gain[:, None, None] + bias[:, None, None]


@mistake("the norm runs over the pixels, too: each pixel has its own")
def normed(x, gain, bias):
    mean, spread = x.mean(axis=(1, 2, 3), keepdims=True), x.var(axis=(1, 2, 3), keepdims=True)
    return (x - mean) / np.sqrt(spread + 1e-5) * gain[:, None, None] + bias[:, None, None]


@mistake("the variance is divided by c - 1: layer norm takes the biased one")
def normed(x, gain, bias):
    mean, spread = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True, ddof=1)
    return (x - mean) / np.sqrt(spread + 1e-5) * gain[:, None, None] + bias[:, None, None]


@mistake("1e-5 is missing: equal channels divide by zero")
def normed(x, gain, bias):
    mean, spread = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    return (x - mean) / np.sqrt(spread) * gain[:, None, None] + bias[:, None, None]


@mistake("the pixels of a frame attend to each other: each pixel must attend over the frames")
def temporal_attention(x, wq, wk, wv, wo, heads):
    f, c, a, b = x.shape
    rows = (x + table(f, c)[:, :, None, None]).reshape(f, c, a * b).swapaxes(1, 2)
    return attend(rows, wq, wk, wv, wo, heads).swapaxes(1, 2).reshape(x.shape)


@mistake("all pixels of all frames attend to each other: each pixel has a sequence of its own")
def temporal_attention(x, wq, wk, wv, wo, heads):
    f, c, a, b = x.shape
    rows = (x + table(f, c)[:, :, None, None]).transpose(0, 2, 3, 1).reshape(f * a * b, c)
    return attend(rows, wq, wk, wv, wo, heads).reshape(f, a, b, c).transpose(0, 3, 1, 2)


@mistake("axes are reshaped without being transposed: numbers of different pixels and channels are mixed")
def temporal_attention(x, wq, wk, wv, wo, heads):
    f, c, a, b = x.shape
    rows = x.reshape(a * b, f, c) + table(f, c)
    return attend(rows, wq, wk, wv, wo, heads).reshape(x.shape)


@mistake("the positions are missing: the order of frames cannot be told")
def temporal_attention(x, wq, wk, wv, wo, heads):
    return attend(x.transpose(2, 3, 0, 1), wq, wk, wv, wo, heads).transpose(2, 3, 0, 1)


@mistake("the scaling uses all channels instead of a head's width")
def temporal_attention(x, wq, wk, wv, wo, heads):
    return over_frames(x, wq, wk, wv, wo, heads, width=x.shape[1])


@mistake("there is one head only: channels are not split")
def temporal_attention(x, wq, wk, wv, wo, heads):
    return over_frames(x, wq, wk, wv, wo, 1)


@mistake("the softmax runs over the queries' frames instead of the keys'")
def temporal_attention(x, wq, wk, wv, wo, heads):
    return over_frames(x, wq, wk, wv, wo, heads, soft=lambda scores: softmax(scores, axis=-2))


@mistake("heads take every heads-th channel instead of neighbouring ones")
def temporal_attention(x, wq, wk, wv, wo, heads):
    return over_frames(x, wq, wk, wv, wo, heads, mixed=True)


@mistake("the attention is causal: every frame may look at all frames")
def temporal_attention(x, wq, wk, wv, wo, heads):
    later = np.triu(np.full((len(x), len(x)), -np.inf), 1)
    return over_frames(x, wq, wk, wv, wo, heads, soft=lambda scores: softmax(scores + later))


@mistake("exp overflows: subtract the row's maximum first")
def temporal_attention(x, wq, wk, wv, wo, heads):
    def naive(scores):
        return np.exp(scores) / np.exp(scores).sum(axis=-1, keepdims=True)

    return over_frames(x, wq, wk, wv, wo, heads, soft=naive)


@mistake("the residual connection is missing")
def motion_module(x, gain, bias, wq, wk, wv, wo, heads):
    return right(norm(x, gain, bias), wq, wk, wv, wo, heads)


@mistake("the normed maps are added instead of x itself")
def motion_module(x, gain, bias, wq, wk, wv, wo, heads):
    base = norm(x, gain, bias)
    return base + right(base, wq, wk, wv, wo, heads)


@mistake("the norm is missing")
def motion_module(x, gain, bias, wq, wk, wv, wo, heads):
    return x + right(x, wq, wk, wv, wo, heads)


@mistake("the norm comes after the sum instead of before the attention")
def motion_module(x, gain, bias, wq, wk, wv, wo, heads):
    return norm(x + right(x, wq, wk, wv, wo, heads), gain, bias)
