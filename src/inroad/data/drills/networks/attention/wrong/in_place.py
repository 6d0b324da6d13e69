# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def attention(q, k, v):
    q /= np.sqrt(q.shape[1])
    s = q @ k.T
    p = np.exp(s - s.max(1, keepdims=True))
    return (p / p.sum(1, keepdims=True)) @ v


def attention_backward(upstream, q, k, v):
    d = q.shape[1]
    s = q @ k.T / np.sqrt(d)
    p = np.exp(s - s.max(1)[:, None])
    p /= p.sum(1)[:, None]
    dp = upstream @ v.T
    ds = (dp - np.einsum("ij,ij->i", dp, p)[:, None]) * p / np.sqrt(d)
    return ds @ k, ds.T @ q, p.T @ upstream
