# diagnosis: the heads are not moved before the tokens
import numpy as np


def split_heads(x, heads):
    return np.stack(np.split(x, heads, axis=2), axis=2)


def forward(x, wq, wk, wv, heads):
    q, k, v = (parts(np.einsum("bni,ij->bnj", x, w), heads) for w in (wq, wk, wv))
    s = np.einsum("bhie,bhje->bhij", q, k) * q.shape[3] ** -0.5
    place = np.arange(x.shape[1])
    s[..., place[:, None] < place[None, :]] = -np.inf
    p = np.exp(s - np.amax(s, axis=3)[..., None])
    p = p / np.sum(p, axis=3)[..., None]
    out = np.einsum("bhij,bhje->bhie", p, v)
    return q, k, v, p, np.concatenate(list(out.swapaxes(0, 1)), axis=-1)


def multi_head_attention(x, wq, wk, wv, wo, heads):
    return np.dot(forward(x, wq, wk, wv, heads)[4], wo)


def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    q, k, v, p, joined = forward(x, wq, wk, wv, heads)
    dout = parts(np.einsum("bni,ji->bnj", upstream, wo), heads)
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


def parts(x, heads):
    return split_heads(x, heads).swapaxes(1, 2)
