# diagnosis: the sigmoid overflows: compute with e^-|z|
import numpy as np


def squash(z):
    odds = np.exp(z)
    return odds / (odds + 1)


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
    k = len(h)
    z = seen(np.concatenate([x, h]), np.concatenate([wx, wh], axis=1)) + bias.reshape(-1, 1, 1)
    keep, take = squash(z[k : 2 * k] + peep[1] * c), squash(z[:k] + peep[0] * c)
    memory = keep * c + take * np.tanh(z[2 * k : 3 * k])
    return squash(z[3 * k :] + peep[2] * memory) * np.tanh(memory), memory


def run(frames, wx, wh, bias, peep):
    _, k, a, b = peep.shape
    out = np.empty((len(frames), k, a, b))
    h, c = np.zeros((k, a, b)), np.zeros((k, a, b))
    for t in range(len(frames)):
        h, c = cell(frames[t], h, c, wx, wh, bias, peep)
        out[t] = h
    return out
