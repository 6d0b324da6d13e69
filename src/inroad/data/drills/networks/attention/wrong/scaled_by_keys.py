# diagnosis: the scaling uses the number of keys instead of their length d
import numpy as np


def attention(q, k, v):
    n, _ = k.shape
    s = q @ k.T / n**0.5
    s = np.exp(s - s.max(axis=1, keepdims=True))
    return s @ v / s.sum(axis=1, keepdims=True)


def attention_backward(upstream, q, k, v):
    d = q.shape[1]
    s = q @ k.T / np.sqrt(d)
    p = np.exp(s - s.max(1)[:, None])
    p /= p.sum(1)[:, None]
    dp = upstream @ v.T
    ds = (dp - np.einsum("ij,ij->i", dp, p)[:, None]) * p / np.sqrt(d)
    return ds @ k, ds.T @ q, p.T @ upstream
