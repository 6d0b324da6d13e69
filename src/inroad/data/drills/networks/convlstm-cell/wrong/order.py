# diagnosis: the gates are taken in another order: they are i, f, g, o
import numpy as np


def squash(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def seen(maps, kernels):
    p = kernels.shape[3] // 2
    room = np.pad(maps, [(0, 0), (p, p), (p, p)])
    windows = np.lib.stride_tricks.sliding_window_view(room, kernels.shape[2:], axis=(1, 2))
    return np.einsum("cabij,mcij->mab", windows, kernels)


def convolve(maps, kernels):
    s = kernels.shape[3]
    p = (s - 1) // 2
    c, a, b = maps.shape
    room = np.zeros((c, a + 2 * p, b + 2 * p))
    room[:, p : p + a, p : p + b] = maps
    windows = np.lib.stride_tricks.sliding_window_view(room, (s, s), axis=(1, 2))
    return np.einsum("cabij,mcij->mab", windows, kernels)


def cell(x, h, c, wx, wh, bias, peep):
    z = (seen(x, wx) + seen(h, wh) + bias[:, None, None]).reshape(4, *h.shape)
    i, f = squash(z[:2] + peep[:2] * c)
    memory = f * c + i * np.tanh(z[3])
    return squash(z[2] + peep[2] * memory) * np.tanh(memory), memory


def run(frames, wx, wh, bias, peep):
    _, k, a, b = peep.shape
    out = np.empty((len(frames), k, a, b))
    h, c = np.zeros((k, a, b)), np.zeros((k, a, b))
    for t in range(len(frames)):
        h, c = cell(frames[t], h, c, wx, wh, bias, peep)
        out[t] = h
    return out
