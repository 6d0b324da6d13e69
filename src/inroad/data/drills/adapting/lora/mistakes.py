"""Known mistakes in LoRA."""

import numpy as np
from inroad.practice.kit import mistake


@mistake("the scaling by alpha / r is missing")
def lora(x, w, a, b, alpha):
    return x @ w.T + x @ a.T @ b.T


@mistake("the update is scaled by alpha, not by alpha / r")
def lora(x, w, a, b, alpha):
    return x @ w.T + alpha * x @ a.T @ b.T


@mistake("the update is divided by the input's length instead of the rank")
def lora(x, w, a, b, alpha):
    return x @ w.T + alpha / x.shape[1] * x @ a.T @ b.T


@mistake("the frozen layer is left out: the update is added to it, it does not replace it")
def lora(x, w, a, b, alpha):
    return alpha / a.shape[0] * x @ a.T @ b.T


@mistake("the frozen weights are scaled, too")
def lora(x, w, a, b, alpha):
    return alpha / a.shape[0] * x @ (w + b @ a).T


@mistake("the update is subtracted")
def lora(x, w, a, b, alpha):
    return x @ w.T - alpha / a.shape[0] * x @ a.T @ b.T


@mistake("the gradient by the input lacks the path through the update")
def lora_backward(upstream, x, w, a, b, alpha):
    scale = alpha / a.shape[0]
    return upstream @ w, scale * (upstream @ b).T @ x, scale * upstream.T @ (x @ a.T)


@mistake("the gradients lack the scaling by alpha / r")
def lora_backward(upstream, x, w, a, b, alpha):
    scale = alpha / a.shape[0]
    return upstream @ w + scale * upstream @ b @ a, (upstream @ b).T @ x, upstream.T @ (x @ a.T)
