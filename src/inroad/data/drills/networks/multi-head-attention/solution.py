"""Multi-head attention with a causal mask, written plainly."""

import numpy as np


def split_heads(x, heads):
    b, n, d = x.shape
    return x.reshape(b, n, heads, d // heads).transpose(0, 2, 1, 3)


def join_heads(x):
    b, heads, n, length = x.shape
    return x.transpose(0, 2, 1, 3).reshape(b, n, heads * length)


def run(x, wq, wk, wv, heads):
    q, k, v = (split_heads(x @ w, heads) for w in (wq, wk, wv))
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1])
    future = np.triu(np.ones(scores.shape[-2:], dtype=bool), 1)
    scores = np.where(future, -np.inf, scores)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = shares / shares.sum(axis=-1, keepdims=True)
    return q, k, v, weights, join_heads(weights @ v)


def multi_head_attention(x, wq, wk, wv, wo, heads):
    return run(x, wq, wk, wv, heads)[-1] @ wo


def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    q, k, v, weights, joined = run(x, wq, wk, wv, heads)
    by_heads = split_heads(upstream @ wo.T, heads)
    by_weights = by_heads @ v.swapaxes(-1, -2)
    by_scores = weights * (by_weights - (weights * by_weights).sum(axis=-1, keepdims=True))
    by_scores = by_scores / np.sqrt(q.shape[-1])
    by_q = join_heads(by_scores @ k)
    by_k = join_heads(by_scores.swapaxes(-1, -2) @ q)
    by_v = join_heads(weights.swapaxes(-1, -2) @ by_heads)
    by_x = by_q @ wq.T + by_k @ wk.T + by_v @ wv.T
    by_wq, by_wk, by_wv = (np.einsum("bni,bnj->ij", x, g) for g in (by_q, by_k, by_v))
    return by_x, by_wq, by_wk, by_wv, np.einsum("bni,bnj->ij", joined, upstream)
