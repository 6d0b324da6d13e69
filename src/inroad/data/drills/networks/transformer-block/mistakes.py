"""Known mistakes in the transformer block."""

import numpy as np
from inroad.practice.kit import mistake
from solution import C, causal_attention as plain, gelu as right, norm


@mistake("exp overflows: use tanh")
def gelu(z):
    e = np.exp(2 * C * (z + 0.044715 * z**3))
    return z / 2 * (1 + (e - 1) / (e + 1))


@mistake("exp overflows: use tanh")
def gelu(z):
    u = C * (z + 0.044715 * z**3)
    return z / 2 * (1 + np.sinh(u) / np.cosh(u))


@mistake("this is the relu")
def gelu(z):
    return np.maximum(z, 0)


@mistake("the factor 1/2 is missing")
def gelu(z):
    return 2 * right(z)


@mistake("the cubic part is missing")
def gelu(z):
    return z / 2 * (1 + np.tanh(C * z))


@mistake("this is the sigmoid form z / (1 + e^(-1.702 z)), another approximation")
def gelu(z):
    return z / (1 + np.exp(-1.702 * z))


@mistake("the factor z is missing: this is the distribution function alone")
def gelu(z):
    return 0.5 * (1 + np.tanh(C * (z + 0.044715 * z**3)))


@mistake("the factor is the root of 2 pi instead of that of 2 / pi")
def gelu(z):
    return z / 2 * (1 + np.tanh(np.sqrt(2 * np.pi) * (z + 0.044715 * z**3)))


def slopes(upstream, z, outer=1.0, factor=C, cubic=3.0):
    t = np.tanh(C * (z + 0.044715 * z**3))
    return upstream * ((1 + t) / 2 + outer * z / 2 * (1 - t**2) * factor * (1 + cubic * 0.044715 * z**2))


@mistake("the product rule is missing: z stands inside the tanh, too")
def gelu_backward(upstream, z):
    return slopes(upstream, z, outer=0.0)


@mistake("the slope of the tanh's argument is missing")
def gelu_backward(upstream, z):
    t = np.tanh(C * (z + 0.044715 * z**3))
    return upstream * ((1 + t) / 2 + z / 2 * (1 - t**2))


@mistake("the 3 of the cube's slope is missing")
def gelu_backward(upstream, z):
    return slopes(upstream, z, cubic=1.0)


@mistake("the factor sqrt(2/pi) is missing from the slope")
def gelu_backward(upstream, z):
    return slopes(upstream, z, factor=1.0)


@mistake("upstream is forgotten")
def gelu_backward(upstream, z):
    return slopes(1.0, z)


@mistake("this is the relu's slope")
def gelu_backward(upstream, z):
    return upstream * (z > 0)


def attend(x, wq, wk, wv, wo, heads, scale, weigh):
    n, d = x.shape
    q, k, v = ((x @ w).reshape(n, heads, d // heads).swapaxes(0, 1) for w in (wq, wk, wv))
    return (weigh(q @ k.swapaxes(1, 2) / scale) @ v).swapaxes(0, 1).reshape(n, d) @ wo


def softmax(scores):
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return shares / shares.sum(axis=-1, keepdims=True)


def masked(scores):
    return np.where(np.tril(np.ones(scores.shape[-2:], dtype=bool)), scores, -np.inf)


@mistake("the causal mask is missing")
def causal_attention(x, wq, wk, wv, wo, heads):
    return attend(x, wq, wk, wv, wo, heads, np.sqrt(x.shape[1] // heads), softmax)


@mistake("the scale is the root of d, not of the length of a head")
def causal_attention(x, wq, wk, wv, wo, heads):
    return attend(x, wq, wk, wv, wo, heads, np.sqrt(x.shape[1]), lambda s: softmax(masked(s)))


@mistake("masked scores are set to 0, which still gets weight: set them to minus infinity")
def causal_attention(x, wq, wk, wv, wo, heads):
    return attend(x, wq, wk, wv, wo, heads, np.sqrt(x.shape[1] // heads), lambda s: softmax(np.tril(s)))


@mistake("there is one head only: its length is d")
def causal_attention(x, wq, wk, wv, wo, heads):
    return plain(x, wq, wk, wv, wo, 1)


@mistake("the last product, with wo, is missing")
def causal_attention(x, wq, wk, wv, wo, heads):
    return plain(x, wq, wk, wv, np.eye(len(wo)), heads)


@mistake("exp overflows: subtract the row's maximum first")
def causal_attention(x, wq, wk, wv, wo, heads):
    def weigh(scores):
        shares = np.exp(masked(scores))
        return shares / shares.sum(axis=-1, keepdims=True)

    return attend(x, wq, wk, wv, wo, heads, np.sqrt(x.shape[1] // heads), weigh)


def attention(x, p, heads):
    return plain(x, p["wq"], p["wk"], p["wv"], p["wo"], heads)


def mlp(x, p, bend=right):
    return bend(x @ p["w1"] + p["c1"]) @ p["w2"] + p["c2"]


def first(x, p, eps):
    return norm(x, p["g1"], p["b1"], eps)


def second(x, p, eps):
    return norm(x, p["g2"], p["b2"], eps)


@mistake("the norms stand after the additions: that is the original block")
def transformer_block(x, p, heads, eps):
    h = first(x + attention(x, p, heads), p, eps)
    return second(h + mlp(h, p), p, eps)


@mistake("the shortcuts carry the normalised x: they must carry x itself")
def transformer_block(x, p, heads, eps):
    x = first(x, p, eps)
    h = second(x + attention(x, p, heads), p, eps)
    return h + mlp(h, p)


@mistake("the shortcut past the attention is missing")
def transformer_block(x, p, heads, eps):
    h = attention(first(x, p, eps), p, heads)
    return h + mlp(second(h, p, eps), p)


@mistake("the shortcut past the dense layers is missing")
def transformer_block(x, p, heads, eps):
    h = x + attention(first(x, p, eps), p, heads)
    return mlp(second(h, p, eps), p)


@mistake("both sublayers take x: the second must take what the first has made")
def transformer_block(x, p, heads, eps):
    return x + attention(first(x, p, eps), p, heads) + mlp(second(x, p, eps), p)


@mistake("the second shortcut starts at x, before the attention")
def transformer_block(x, p, heads, eps):
    h = x + attention(first(x, p, eps), p, heads)
    return x + mlp(second(h, p, eps), p)


@mistake("the norm before the attention is missing")
def transformer_block(x, p, heads, eps):
    h = x + attention(x, p, heads)
    return h + mlp(second(h, p, eps), p)


@mistake("the norm before the dense layers is missing")
def transformer_block(x, p, heads, eps):
    h = x + attention(first(x, p, eps), p, heads)
    return h + mlp(h, p)


@mistake("both norms use the scale and shift of the first one")
def transformer_block(x, p, heads, eps):
    h = x + attention(first(x, p, eps), p, heads)
    return h + mlp(first(h, p, eps), p)


@mistake("the gelu between the dense layers is missing")
def transformer_block(x, p, heads, eps):
    h = x + attention(first(x, p, eps), p, heads)
    return h + mlp(second(h, p, eps), p, lambda z: z)


@mistake("a relu stands in place of the gelu")
def transformer_block(x, p, heads, eps):
    h = x + attention(first(x, p, eps), p, heads)
    return h + mlp(second(h, p, eps), p, lambda z: np.maximum(z, 0))


@mistake("the gelu is applied after the second dense layer, too")
def transformer_block(x, p, heads, eps):
    h = x + attention(first(x, p, eps), p, heads)
    return h + right(mlp(second(h, p, eps), p))


@mistake("the norm runs over the tokens instead of the features")
def transformer_block(x, p, heads, eps):
    def over_tokens(z, scale, shift):
        return scale * (z - z.mean(axis=0)) / np.sqrt(z.var(axis=0) + eps) + shift

    h = x + attention(over_tokens(x, p["g1"], p["b1"]), p, heads)
    return h + mlp(over_tokens(h, p["g2"], p["b2"]), p)


@mistake("the norms' variance is divided by d - 1, not by d")
def transformer_block(x, p, heads, eps):
    def unbiased(z, scale, shift):
        z = z - z.mean(axis=1, keepdims=True)
        return scale * z / np.sqrt(z.var(axis=1, ddof=1, keepdims=True) + eps) + shift

    h = x + attention(unbiased(x, p["g1"], p["b1"]), p, heads)
    return h + mlp(unbiased(h, p["g2"], p["b2"]), p)
