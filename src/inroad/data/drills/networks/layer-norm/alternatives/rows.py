import math

import numpy as np


def layer_norm(x, gamma, beta, eps):
    out = np.empty_like(x)
    for i, row in enumerate(x):
        mean = math.fsum(row) / len(row)
        spread = math.fsum((each - mean) ** 2 for each in row) / len(row)
        out[i] = [(each - mean) / math.sqrt(spread + eps) for each in row]
    return out * gamma + beta


def layer_norm_backward(upstream, x, gamma, beta, eps):

    by_x, by_gamma, by_beta = np.zeros_like(x), np.zeros_like(gamma), np.zeros_like(beta)
    for i, (row, up) in enumerate(zip(x, upstream)):
        z = row - row.mean()
        s = np.sqrt(np.mean(z * z) + eps)
        by_gamma += up * z / s
        by_beta += up
        g = up * gamma
        by_s = -np.sum(g * z) / s**2
        by_z = g / s + by_s * z / (len(z) * s)
        by_x[i] = by_z - by_z.mean()
    return by_x, by_gamma, by_beta
