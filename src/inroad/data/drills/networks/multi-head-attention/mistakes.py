"""Known mistakes in multi-head attention with a causal mask."""

import numpy as np
from inroad.practice.kit import mistake
from solution import join_heads, multi_head_backward as right, run, split_heads as plain


def flat(x, heads):
    b, n, d = x.shape
    return x.reshape(b, heads, n, d // heads)


def interleaved(x, heads):
    b, n, d = x.shape
    return x.reshape(b, n, d // heads, heads).transpose(0, 3, 1, 2)


def softmax(scores, axis=-1):
    shares = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return shares / shares.sum(axis=axis, keepdims=True)


def lower(n, diagonal=0):
    return np.tril(np.ones((n, n), dtype=bool), diagonal)


def masked(scores):
    return np.where(lower(scores.shape[-1]), scores, -np.inf)


def attend(x, wq, wk, wv, wo, heads, weigh, split=plain, join=join_heads, scale=None):
    q, k, v = (split(x @ w, heads) for w in (wq, wk, wv))
    scores = q @ k.swapaxes(-1, -2) / (np.sqrt(q.shape[-1]) if scale is None else scale)
    return join(weigh(scores) @ v) @ wo


@mistake("reshape alone mixes tokens and heads: split the last axis, then move the heads forward")
def split_heads(x, heads):
    return flat(x, heads)


@mistake("the heads are interleaved: the first one has the first columns")
def split_heads(x, heads):
    return interleaved(x, heads)


@mistake("the heads are not moved before the tokens")
def split_heads(x, heads):
    return plain(x, heads).transpose(0, 2, 1, 3)


@mistake("the batch and the heads are exchanged")
def split_heads(x, heads):
    return plain(x, heads).transpose(1, 0, 2, 3)


@mistake("the causal mask is missing")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    return attend(x, wq, wk, wv, wo, heads, softmax)


@mistake("a token does not see itself: the diagonal must not be masked")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    def weigh(scores):
        return softmax(np.where(lower(scores.shape[-1], -1), scores, -np.inf))

    return attend(x, wq, wk, wv, wo, heads, weigh)


@mistake("the mask is turned: the past is hidden and the future is seen")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    def weigh(scores):
        return softmax(np.where(lower(scores.shape[-1]).T, scores, -np.inf))

    return attend(x, wq, wk, wv, wo, heads, weigh)


@mistake("masked scores are set to 0, which still gets weight: set them to minus infinity")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    return attend(x, wq, wk, wv, wo, heads, lambda scores: softmax(scores * lower(scores.shape[-1])))


@mistake("the mask comes after the softmax: the weights of a row no longer sum to one")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    return attend(x, wq, wk, wv, wo, heads, lambda scores: softmax(scores) * lower(scores.shape[-1]))


@mistake("the scale is the root of d, not of the length of a head")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    return attend(x, wq, wk, wv, wo, heads, lambda s: softmax(masked(s)), scale=np.sqrt(x.shape[-1]))


@mistake("the scaling by the root of a head's length is missing")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    return attend(x, wq, wk, wv, wo, heads, lambda s: softmax(masked(s)), scale=1.0)


@mistake("the heads are joined without moving them back behind the tokens")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    def join(each):
        return each.reshape(len(each), each.shape[2], -1)

    return attend(x, wq, wk, wv, wo, heads, lambda s: softmax(masked(s)), join=join)


@mistake("the last product, with wo, is missing")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    return run(x, wq, wk, wv, heads)[-1]


@mistake("there is one head only: its length is d")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    return run(x, wq, wk, wv, 1)[-1] @ wo


@mistake("the softmax runs over the queries instead of the keys")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    return attend(x, wq, wk, wv, wo, heads, lambda s: softmax(masked(s), axis=-2))


@mistake("the heads are averaged instead of standing side by side")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    def join(each):
        return np.tile(each.mean(axis=1), (1, 1, each.shape[1]))

    return attend(x, wq, wk, wv, wo, heads, lambda s: softmax(masked(s)), join=join)


@mistake("exp overflows: subtract the row's maximum first")
def multi_head_attention(x, wq, wk, wv, wo, heads):
    def weigh(scores):
        shares = np.exp(masked(scores))
        return shares / shares.sum(axis=-1, keepdims=True)

    return attend(x, wq, wk, wv, wo, heads, weigh)


def back(upstream, x, wq, wk, wv, wo, heads, row=1.0, scale=None, parts=(1, 1, 1)):
    q, k, v, weights, joined = run(x, wq, wk, wv, heads)
    by_heads = plain(upstream @ wo.T, heads)
    by_weights = by_heads @ v.swapaxes(-1, -2)
    by_scores = weights * (by_weights - row * (weights * by_weights).sum(axis=-1, keepdims=True))
    by_scores = by_scores / (np.sqrt(q.shape[-1]) if scale is None else scale)
    gradients = [
        join_heads(by_scores @ k),
        join_heads(by_scores.swapaxes(-1, -2) @ q),
        join_heads(weights.swapaxes(-1, -2) @ by_heads),
    ]
    by_x = sum(part * (g @ w.T) for part, g, w in zip(parts, gradients, (wq, wk, wv)))
    return (
        by_x,
        *(np.einsum("bni,bnj->ij", x, g) for g in gradients),
        np.einsum("bni,bnj->ij", joined, upstream),
    )


@mistake("the gradient by x has the part of the queries only: x feeds keys and values, too")
def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    return back(upstream, x, wq, wk, wv, wo, heads, parts=(1, 0, 0))


@mistake("the gradient by x has the part of the values only: x feeds queries and keys, too")
def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    return back(upstream, x, wq, wk, wv, wo, heads, parts=(0, 0, 1))


@mistake("the softmax's gradient lacks the sum over the row")
def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    return back(upstream, x, wq, wk, wv, wo, heads, row=0.0)


@mistake("the gradient lacks the scaling by the root of a head's length")
def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    return back(upstream, x, wq, wk, wv, wo, heads, scale=1.0)


@mistake("wo is forgotten on the way back")
def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    by_wo = right(upstream, x, wq, wk, wv, wo, heads)[-1]
    return *back(upstream, x, wq, wk, wv, np.eye(len(wo)), heads)[:-1], by_wo


@mistake("wo is not turned on the way back")
def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    return back(upstream, x, wq, wk, wv, wo.T, heads)


@mistake("queries and keys are exchanged on the way back: the scores' gradient is turned for the keys only")
def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    q, k, v, weights, joined = run(x, wq, wk, wv, heads)
    by_heads = plain(upstream @ wo.T, heads)
    by_weights = by_heads @ v.swapaxes(-1, -2)
    by_scores = weights * (by_weights - (weights * by_weights).sum(axis=-1, keepdims=True))
    by_scores = by_scores / np.sqrt(q.shape[-1])
    gradients = [
        join_heads(by_scores.swapaxes(-1, -2) @ k),
        join_heads(by_scores @ q),
        join_heads(weights.swapaxes(-1, -2) @ by_heads),
    ]
    by_x = sum(g @ w.T for g, w in zip(gradients, (wq, wk, wv)))
    return (
        by_x,
        *(np.einsum("bni,bnj->ij", x, g) for g in gradients),
        np.einsum("bni,bnj->ij", joined, upstream),
    )


@mistake("the gradient by the weights is averaged over the batch, not summed")
def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    by_x, *others = right(upstream, x, wq, wk, wv, wo, heads)
    return by_x, *(each / len(x) for each in others)
