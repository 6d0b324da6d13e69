# diagnosis: exp overflows: subtract the row's maximum first
import numpy as np


def attention(q, k, v):
    a = np.exp(np.matmul(q, k.transpose()) * q.shape[1] ** -0.5)
    return (a @ v) / a.sum(axis=1).reshape(-1, 1)


def attention_backward(upstream, q, k, v):
    d = q.shape[1]
    s = q @ k.T / np.sqrt(d)
    p = np.exp(s - s.max(1)[:, None])
    p /= p.sum(1)[:, None]
    dp = upstream @ v.T
    ds = (dp - np.einsum("ij,ij->i", dp, p)[:, None]) * p / np.sqrt(d)
    return ds @ k, ds.T @ q, p.T @ upstream
