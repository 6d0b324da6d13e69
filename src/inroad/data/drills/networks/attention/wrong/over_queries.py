# diagnosis: the softmax runs over the queries instead of the keys
import numpy as np


def attention(q, k, v):
    s = (q @ k.T) / np.sqrt(len(q[0]))
    e = np.exp(s - s.max(0))
    return (e / e.sum(0)) @ v


def attention_backward(upstream, q, k, v):
    d = q.shape[1]
    s = q @ k.T / np.sqrt(d)
    p = np.exp(s - s.max(1)[:, None])
    p /= p.sum(1)[:, None]
    dp = upstream @ v.T
    ds = (dp - np.einsum("ij,ij->i", dp, p)[:, None]) * p / np.sqrt(d)
    return ds @ k, ds.T @ q, p.T @ upstream
