import numpy as np


def split_heads(x, heads):
    return np.stack(np.split(x, heads, axis=-1), axis=1)


def one_head(x, wq, wk, wv):
    """x (n, d), weights (d, e): token by token."""
    q, k, v = x @ wq, x @ wk, x @ wv
    rows = []
    for i in range(len(x)):
        s = k[: i + 1] @ q[i] / np.sqrt(len(q[i]))
        p = np.exp(s - s.max())
        rows.append(p / p.sum() @ v[: i + 1])
    return np.array(rows)


def multi_head_attention(x, wq, wk, wv, wo, heads):
    e = x.shape[2] // heads
    out = np.zeros(x.shape)
    for h in range(heads):
        part = slice(h * e, h * e + e)
        out += np.array([one_head(each, wq[:, part], wk[:, part], wv[:, part]) for each in x]) @ wo[part]
    return out


def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    e = x.shape[2] // heads
    by_x = np.zeros_like(x)
    grads = {name: np.zeros(wq.shape) for name in "qkvo"}
    for h in range(heads):
        part = slice(h * e, h * e + e)
        for b, tokens in enumerate(x):
            q, k, v = tokens @ wq[:, part], tokens @ wk[:, part], tokens @ wv[:, part]
            dq, dk, dv = np.zeros_like(q), np.zeros_like(k), np.zeros_like(v)
            for i, up in enumerate(upstream[b]):
                s = k[: i + 1] @ q[i] / np.sqrt(e)
                p = np.exp(s - s.max())
                p /= p.sum()
                grads["o"][part] += np.outer(p @ v[: i + 1], up)
                g = wo[part] @ up
                dv[: i + 1] += np.outer(p, g)
                ds = (np.diag(p) - np.outer(p, p)) @ (v[: i + 1] @ g) / np.sqrt(e)
                dq[i] = ds @ k[: i + 1]
                dk[: i + 1] += np.outer(ds, q[i])
            for name, w, g in (("q", wq, dq), ("k", wk, dk), ("v", wv, dv)):
                grads[name][:, part] += tokens.T @ g
                by_x[b] += g @ w[:, part].T
    return by_x, grads["q"], grads["k"], grads["v"], grads["o"]
