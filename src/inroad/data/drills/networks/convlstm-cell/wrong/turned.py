# diagnosis: the kernel is turned around: networks do not turn it
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
                    if 0 <= r - i < a and 0 <= q - j < b:
                        out[:, r, q] += kernels[:, :, p + i, p + j] @ maps[:, r - i, q - j]
    return out


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
