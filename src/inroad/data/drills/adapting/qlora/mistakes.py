"""Known mistakes in QLoRA."""

import numpy as np
from inroad.practice.kit import mistake
from solution import dequantise as right


def spread(values, block, count):
    return np.repeat(values, block)[:count]


@mistake("the codes of the scales are taken for the scales: they must be dequantised first")
def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    return levels[codes] * spread(scale_codes, block, codes.size).reshape(codes.shape)


@mistake("the mean of the scales is not added back")
def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    return right(codes, scale_codes, second, 0.0, levels, block, scale_block)


@mistake("the mean is added before the multiplication by the second scale")
def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    scales = spread(second, scale_block, scale_codes.size) * (scale_codes / 127 + mean)
    return levels[codes] * spread(scales, block, codes.size).reshape(codes.shape)


@mistake("the codes of the scales are not divided by 127")
def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    return right(codes, 127 * scale_codes, second, mean, levels, block, scale_block)


@mistake("blocks run down the columns instead of along the rows")
def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    return right(codes.T, scale_codes, second, mean, levels, block, scale_block).T


@mistake("each second scale covers scale_block weights instead of scale_block scales")
def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    place = np.arange(codes.size)
    tops = second[np.minimum(place // scale_block, second.size - 1)]
    scales = mean + tops * scale_codes[place // block] / 127
    return levels[codes] * scales.reshape(codes.shape)


@mistake("the codes are used as numbers: they are places in the table of levels")
def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    return codes * right(np.full_like(codes, 15), scale_codes, second, mean, levels, block, scale_block)


@mistake("the scaling by alpha / r is missing")
def qlora(x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = right(codes, scale_codes, second, mean, levels, block, scale_block)
    return x @ w.T + x @ a.T @ b.T


@mistake("the update is scaled by alpha, not by alpha / r")
def qlora(x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = right(codes, scale_codes, second, mean, levels, block, scale_block)
    return x @ w.T + alpha * x @ a.T @ b.T


@mistake("the frozen weights are left out")
def qlora(x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    return alpha / len(a) * x @ a.T @ b.T


@mistake("the update is scaled like the weights, by the scales of their blocks: it is in full precision")
def qlora(x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = right(codes, scale_codes, second, mean, levels, block, scale_block)
    scales = right(np.full_like(codes, 15), scale_codes, second, mean, levels, block, scale_block)
    return x @ (w + alpha / len(a) * scales * (b @ a)).T


@mistake("the gradient by the input lacks the path through the frozen weights: frozen does not mean absent")
def qlora_backward(upstream, x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    s = alpha / len(a)
    return s * upstream @ b @ a, s * (upstream @ b).T @ x, s * upstream.T @ (x @ a.T)


@mistake("the gradient by the input lacks the path through the update")
def qlora_backward(upstream, x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w, s = right(codes, scale_codes, second, mean, levels, block, scale_block), alpha / len(a)
    return upstream @ w, s * (upstream @ b).T @ x, s * upstream.T @ (x @ a.T)


@mistake("the gradients lack the scaling by alpha / r")
def qlora_backward(upstream, x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w, s = right(codes, scale_codes, second, mean, levels, block, scale_block), alpha / len(a)
    return upstream @ (w + s * b @ a), (upstream @ b).T @ x, upstream.T @ (x @ a.T)
