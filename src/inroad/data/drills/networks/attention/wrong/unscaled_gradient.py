# diagnosis: the gradient lacks the scaling by 1/sqrt(d)
import numpy as np


def attention(q, k, v):
    s = q.dot(k.T) * q.shape[1] ** -0.5
    p = np.exp(s - s.max(1, keepdims=True))
    return p.dot(v) / p.sum(1, keepdims=True)


def attention_backward(upstream, q, k, v):
    s = q @ k.T / np.sqrt(q.shape[1])
    p = np.exp(s - s.max(1, keepdims=True))
    p = p / p.sum(1, keepdims=True)
    dp = upstream @ v.T
    ds = p * dp - p * np.sum(p * dp, axis=1, keepdims=True)
    return ds @ k, ds.T @ q, p.T @ upstream
