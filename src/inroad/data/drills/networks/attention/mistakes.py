"""Known mistakes in scaled dot-product attention."""

import numpy as np
from inroad.practice.kit import mistake
from solution import weights


def softmax(scores, axis=-1):
    shares = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return shares / shares.sum(axis=axis, keepdims=True)


@mistake("the scaling by 1/sqrt(d) is missing")
def attention(q, k, v):
    return softmax(q @ k.T) @ v


@mistake("the scores are divided by d, not by its square root")
def attention(q, k, v):
    return softmax(q @ k.T / q.shape[-1]) @ v


@mistake("the softmax runs over the queries instead of the keys")
def attention(q, k, v):
    return softmax(q @ k.T / np.sqrt(q.shape[-1]), axis=0) @ v


@mistake("the scaling uses the number of keys instead of their length d")
def attention(q, k, v):
    return softmax(q @ k.T / np.sqrt(k.shape[0])) @ v


@mistake("the softmax is missing")
def attention(q, k, v):
    return q @ k.T / np.sqrt(q.shape[-1]) @ v


@mistake("the scores are multiplied by sqrt(d) instead of divided")
def attention(q, k, v):
    return softmax(q @ k.T * np.sqrt(q.shape[-1])) @ v


@mistake("exp overflows: subtract the row's maximum first")
def attention(q, k, v):
    shares = np.exp(q @ k.T / np.sqrt(q.shape[-1]))
    return shares / shares.sum(axis=-1, keepdims=True) @ v


@mistake("the gradient lacks the scaling by 1/sqrt(d)")
def attention_backward(upstream, q, k, v):
    w = weights(q, k)
    by_w = upstream @ v.T
    by_scores = w * (by_w - (w * by_w).sum(axis=-1, keepdims=True))
    return by_scores @ k, by_scores.T @ q, w.T @ upstream


@mistake("the softmax's gradient lacks the sum over the row")
def attention_backward(upstream, q, k, v):
    w = weights(q, k)
    by_scores = w * (upstream @ v.T) / np.sqrt(q.shape[-1])
    return by_scores @ k, by_scores.T @ q, w.T @ upstream
