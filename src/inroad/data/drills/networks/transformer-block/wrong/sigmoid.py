# diagnosis: this is the sigmoid form z / (1 + e^(-1.702 z)), another approximation
import numpy as np


def gelu(z):
    return z * (0.5 + 0.5 * np.tanh(0.851 * z))


def gelu_backward(upstream, z):
    a = (2 / np.pi) ** 0.5
    t = np.tanh(a * z + a * 0.044715 * z * z * z)
    return (0.5 + 0.5 * t + 0.5 * z * (1 - t * t) * (a + a * 0.134145 * z * z)) * upstream


def causal_attention(x, wq, wk, wv, wo, heads):
    out = []
    size = x.shape[1] // heads
    hidden = np.arange(len(x))[:, None] < np.arange(len(x))[None, :]
    for h in range(heads):
        part = slice(h * size, (h + 1) * size)
        s = (x @ wq[:, part]) @ (x @ wk[:, part]).T * size**-0.5
        s[hidden] = -np.inf
        e = np.exp(s - s.max(1)[:, None])
        out.append(e @ (x @ wv[:, part]) / e.sum(1)[:, None])
    return np.hstack(out) @ wo


def layer_norm(x, g, b, eps):
    return (x - np.mean(x, axis=1)[:, None]) * (np.var(x, axis=1) + eps)[:, None] ** -0.5 * g + b


def transformer_block(x, p, heads, eps):
    y = layer_norm(x, p["g1"], p["b1"], eps)
    x = x + causal_attention(y, *(p[name] for name in ("wq", "wk", "wv", "wo")), heads)
    y = layer_norm(x, p["g2"], p["b2"], eps)
    return x + np.dot(gelu(np.dot(y, p["w1"]) + p["c1"]), p["w2"]) + p["c2"]
