# diagnosis: the scaling by 1/sqrt(d) is missing
import numpy as np


def attention(q, k, v):
    a = np.einsum("id,jd->ij", q, k)
    a = np.exp(a - np.max(a, axis=1)[:, None])
    return (a / np.sum(a, axis=1)[:, None]) @ v


def attention_backward(upstream, q, k, v):
    d = q.shape[1]
    s = q @ k.T / np.sqrt(d)
    p = np.exp(s - s.max(1)[:, None])
    p /= p.sum(1)[:, None]
    dp = upstream @ v.T
    ds = (dp - np.einsum("ij,ij->i", dp, p)[:, None]) * p / np.sqrt(d)
    return ds @ k, ds.T @ q, p.T @ upstream
