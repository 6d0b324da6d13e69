import numpy as np


def quantise(w, levels, block):
    flat = np.concatenate([w.ravel(), np.zeros(-w.size % block)]).reshape(-1, block)
    top = np.amax(np.abs(flat), axis=-1)
    unit = np.divide(flat, top[:, None], out=np.zeros_like(flat), where=top[:, None] > 0)
    middles = (levels[1:] + levels[:-1]) / 2
    codes = (unit[..., None] > middles).sum(-1)
    return codes.reshape(-1)[: w.size], top


def dequantise(codes, scales, levels, block, shape):
    out = np.empty(codes.size)
    for k, scale in enumerate(scales):
        out[k * block : (k + 1) * block] = levels[codes[k * block : (k + 1) * block]] * scale
    return out.reshape(shape)
