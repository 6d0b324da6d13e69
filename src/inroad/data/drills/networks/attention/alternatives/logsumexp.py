import numpy as np


def log_weights(q, k):
    s = np.tensordot(q, k, axes=([1], [1])) / np.sqrt(q.shape[1])
    return s - np.logaddexp.reduce(s, axis=1, keepdims=True)


def attention(q, k, v):
    return np.exp(log_weights(q, k)) @ v


def attention_backward(upstream, q, k, v):
    p = np.exp(log_weights(q, k))
    n, m = p.shape
    by_q, by_k = np.zeros_like(q), np.zeros_like(k)
    for i in range(n):
        jacobian = np.diag(p[i]) - np.outer(p[i], p[i])
        ds = jacobian @ (v @ upstream[i]) / np.sqrt(q.shape[1])
        by_q[i] = ds @ k
        by_k += np.outer(ds, q[i])
    return by_q, by_k, p.T @ upstream
