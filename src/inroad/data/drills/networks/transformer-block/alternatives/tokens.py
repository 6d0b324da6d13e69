import math

import numpy as np


def gelu(z):
    c = math.sqrt(2 / math.pi)
    flat = [each / 2 * (1 + math.tanh(c * (each + 0.044715 * each**3))) for each in z.ravel()]
    return np.array(flat).reshape(z.shape)


def gelu_backward(upstream, z):
    c = math.sqrt(2 / math.pi)
    slope = np.empty_like(z)
    for at, each in np.ndenumerate(z):
        u = c * (each + 0.044715 * each**3)
        slope[at] = 0.5 + math.tanh(u) / 2 + each / 2 / math.cosh(u) ** 2 * c * (1 + 0.134145 * each**2)
    return upstream * slope


def causal_attention(x, wq, wk, wv, wo, heads):
    q, k, v = (np.split(x @ w, heads, axis=1) for w in (wq, wk, wv))
    out = np.zeros_like(x)
    for i in range(len(x)):
        seen = []
        for a, b, c in zip(q, k, v):
            s = b[: i + 1] @ a[i] / math.sqrt(len(a[i]))
            e = np.exp(s - max(s))
            seen.append(e @ c[: i + 1] / sum(e))
        out[i] = np.concatenate(seen) @ wo
    return out


def layer_norm(x, g, b, eps):
    return (x - np.mean(x, axis=1)[:, None]) * (np.var(x, axis=1) + eps)[:, None] ** -0.5 * g + b


def transformer_block(x, p, heads, eps):
    y = layer_norm(x, p["g1"], p["b1"], eps)
    x = x + causal_attention(y, *(p[name] for name in ("wq", "wk", "wv", "wo")), heads)
    y = layer_norm(x, p["g2"], p["b2"], eps)
    return x + np.dot(gelu(np.dot(y, p["w1"]) + p["c1"]), p["w2"]) + p["c2"]
