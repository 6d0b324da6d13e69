import numpy as np


def split_heads(x, heads):
    return np.moveaxis(x.reshape(*x.shape[:2], heads, -1), 2, 1)


def forward(x, wq, wk, wv, heads):
    qkv = x @ np.hstack([wq, wk, wv])
    q, k, v = (split_heads(each, heads) for each in np.split(qkv, 3, axis=-1))
    n = x.shape[1]
    bias = np.tril(np.full((n, n), -1e30), -1).T
    s = np.matmul(q, np.swapaxes(k, 2, 3)) / np.sqrt(q.shape[-1]) + bias
    p = np.exp(s - np.logaddexp.reduce(s, axis=-1, keepdims=True))
    return q, k, v, p, np.moveaxis(p @ v, 1, 2).reshape(x.shape)


def multi_head_attention(x, wq, wk, wv, wo, heads):
    return np.dot(forward(x, wq, wk, wv, heads)[4], wo)


def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    q, k, v, p, joined = forward(x, wq, wk, wv, heads)
    dout = split_heads(np.einsum("bni,ji->bnj", upstream, wo), heads)
    dp = np.einsum("bhie,bhje->bhij", dout, v)
    ds = p * dp - p * np.einsum("bhij,bhij->bhi", p, dp)[..., None]
    ds = ds * q.shape[3] ** -0.5
    dq = np.einsum("bhij,bhje->bihe", ds, k).reshape(x.shape)
    dk = np.einsum("bhij,bhie->bjhe", ds, q).reshape(x.shape)
    dv = np.einsum("bhij,bhie->bjhe", p, dout).reshape(x.shape)
    dx = np.dot(dq, wq.T) + np.dot(dk, wk.T) + np.dot(dv, wv.T)
    rows = x.reshape(-1, x.shape[2])
    dw = [rows.T.dot(each.reshape(rows.shape)) for each in (dq, dk, dv)]
    return dx, *dw, joined.reshape(rows.shape).T.dot(upstream.reshape(rows.shape))
