"""Transformer block, written plainly."""

import numpy as np

C = np.sqrt(2 / np.pi)


def gelu(z):
    return z / 2 * (1 + np.tanh(C * (z + 0.044715 * z**3)))


def gelu_backward(upstream, z):
    t = np.tanh(C * (z + 0.044715 * z**3))
    slope = (1 + t) / 2 + z / 2 * (1 - t**2) * C * (1 + 3 * 0.044715 * z**2)
    return upstream * slope


def norm(x, scale, shift, eps):
    centred = x - x.mean(axis=1, keepdims=True)
    return scale * centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + eps) + shift


def causal_attention(x, wq, wk, wv, wo, heads):
    n, d = x.shape
    q, k, v = ((x @ w).reshape(n, heads, d // heads).swapaxes(0, 1) for w in (wq, wk, wv))
    scores = q @ k.swapaxes(1, 2) / np.sqrt(d // heads)
    scores = np.where(np.tril(np.ones((n, n), dtype=bool)), scores, -np.inf)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = shares / shares.sum(axis=-1, keepdims=True)
    return (weights @ v).swapaxes(0, 1).reshape(n, d) @ wo


def transformer_block(x, p, heads, eps):
    seen = norm(x, p["g1"], p["b1"], eps)
    h = x + causal_attention(seen, p["wq"], p["wk"], p["wv"], p["wo"], heads)
    inner = norm(h, p["g2"], p["b2"], eps) @ p["w1"] + p["c1"]
    return h + gelu(inner) @ p["w2"] + p["c2"]
