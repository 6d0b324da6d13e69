import numpy as np


def squash(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def seen(maps, kernels):
    p = kernels.shape[3] // 2
    room = np.pad(maps, [(0, 0), (p, p), (p, p)])
    windows = np.lib.stride_tricks.sliding_window_view(room, kernels.shape[2:], axis=(1, 2))
    return np.einsum("cabij,mcij->mab", windows, kernels)


def convolve(maps, kernels):
    m, _, s, _ = kernels.shape
    p = s // 2
    _, a, b = maps.shape
    out = np.zeros((m, a, b))
    for r in range(a):
        for q in range(b):
            for i in range(-p, p + 1):
                for j in range(-p, p + 1):
                    if 0 <= r + i < a and 0 <= q + j < b:
                        out[:, r, q] += kernels[:, :, p + i, p + j] @ maps[:, r + i, q + j]
    return out


def cell(x, h, c, wx, wh, bias, peep):
    z = (seen(x, wx) + seen(h, wh) + bias[:, None, None]).reshape(4, *h.shape)
    i, f = squash(z[:2] + peep[:2] * c)
    memory = f * c + i * np.tanh(z[2])
    return squash(z[3] + peep[2] * memory) * np.tanh(memory), memory


def run(frames, wx, wh, bias, peep):
    _, k, a, b = peep.shape
    out = np.empty((len(frames), k, a, b))
    h, c = np.zeros((k, a, b)), np.zeros((k, a, b))
    for t in range(len(frames)):
        h, c = cell(frames[t], h, c, wx, wh, bias, peep)
        out[t] = h
    return out
