"""Known mistakes in OP-LoRA."""

import numpy as np
from inroad.practice.kit import mistake
from solution import op_lora_backward as right
from solution import predicted


@mistake("the activation between the two layers is missing")
def op_lora(x, w, z, w1, w2, rank):
    (out, inner), flat = w.shape, w2 @ (w1 @ z)
    return x @ (w + flat[rank * inner :].reshape(out, rank) @ flat[: rank * inner].reshape(rank, inner)).T


@mistake("b is cut out first, a comes first")
def op_lora(x, w, z, w1, w2, rank):
    (out, inner), flat = w.shape, w2 @ np.maximum(w1 @ z, 0)
    return x @ (w + flat[: out * rank].reshape(out, rank) @ flat[out * rank :].reshape(rank, inner)).T


@mistake("the numbers are laid out column by column")
def op_lora(x, w, z, w1, w2, rank):
    (out, inner), flat = w.shape, w2 @ np.maximum(w1 @ z, 0)
    a, b = flat[: rank * inner].reshape(inner, rank).T, flat[rank * inner :].reshape(rank, out).T
    return x @ (w + b @ a).T


@mistake("the frozen weights are left out")
def op_lora(x, w, z, w1, w2, rank):
    a, b = predicted(z, w1, w2, rank, *w.shape)
    return x @ (b @ a).T


@mistake("the activation is applied after the second layer, too")
def op_lora(x, w, z, w1, w2, rank):
    a, b = predicted(z, w1, w2, rank, *w.shape)
    return x @ (w + np.maximum(b, 0) @ np.maximum(a, 0)).T


@mistake("the gradient does not stop where the ReLU is off")
def op_lora_backward(upstream, x, w, z, w1, w2, rank):
    a, b = predicted(z, w1, w2, rank, *w.shape)
    g = upstream.T @ x
    by_flat = np.concatenate([(b.T @ g).ravel(), (g @ a.T).ravel()])
    by_before = w2.T @ by_flat
    return w1.T @ by_before, np.outer(by_before, z), np.outer(by_flat, np.maximum(w1 @ z, 0))


@mistake("the gradient by w2 uses the hidden layer before the ReLU")
def op_lora_backward(upstream, x, w, z, w1, w2, rank):
    by_z, by_w1, _ = right(upstream, x, w, z, w1, w2, rank)
    a, b = predicted(z, w1, w2, rank, *w.shape)
    g = upstream.T @ x
    return by_z, by_w1, np.outer(np.concatenate([(b.T @ g).ravel(), (g @ a.T).ravel()]), w1 @ z)


@mistake("the gradients of a and b are swapped in the flat vector")
def op_lora_backward(upstream, x, w, z, w1, w2, rank):
    a, b = predicted(z, w1, w2, rank, *w.shape)
    g, before = upstream.T @ x, w1 @ z
    by_flat = np.concatenate([(g @ a.T).ravel(), (b.T @ g).ravel()])
    by_before = (w2.T @ by_flat) * (before > 0)
    return w1.T @ by_before, np.outer(by_before, z), np.outer(by_flat, np.maximum(before, 0))
