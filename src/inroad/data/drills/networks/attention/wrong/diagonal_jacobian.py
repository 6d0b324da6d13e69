# diagnosis: the softmax's gradient lacks the sum over the row
import numpy as np


def attention(q, k, v):
    s = q.dot(k.T) * q.shape[1] ** -0.5
    p = np.exp(s - s.max(1, keepdims=True))
    return p.dot(v) / p.sum(1, keepdims=True)


def attention_backward(upstream, q, k, v):
    scale = 1 / np.sqrt(q.shape[1])
    s = q @ k.T * scale
    p = np.exp(s - s.max(1, keepdims=True))
    p = p / p.sum(1, keepdims=True)
    ds = (upstream @ v.T) * p * scale
    return ds @ k, ds.T @ q, p.T @ upstream
