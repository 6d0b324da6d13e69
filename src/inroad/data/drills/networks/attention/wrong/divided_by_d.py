# diagnosis: the scores are divided by d, not by its square root
import numpy as np


def attention(q, k, v):
    d = k.shape[1]
    s = (q @ k.T) / d
    e = np.exp(s - np.amax(s, 1).reshape(-1, 1))
    return np.divide(e, e.sum(1).reshape(-1, 1)) @ v


def attention_backward(upstream, q, k, v):
    d = q.shape[1]
    s = q @ k.T / np.sqrt(d)
    p = np.exp(s - s.max(1)[:, None])
    p /= p.sum(1)[:, None]
    dp = upstream @ v.T
    ds = (dp - np.einsum("ij,ij->i", dp, p)[:, None]) * p / np.sqrt(d)
    return ds @ k, ds.T @ q, p.T @ upstream
