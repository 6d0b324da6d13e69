import numpy as np


def batch_norm(x, gamma, beta, eps):
    out = np.empty_like(x)
    for c in range(x.shape[1]):
        z = x[:, c] - x[:, c].mean()
        out[:, c] = gamma[c] * z / np.sqrt(np.mean(z * z) + eps) + beta[c]
    return out


def running_statistics(x, mean, var, momentum):
    new_mean, new_var = [], []
    for c in range(x.shape[1]):
        z = x[:, c].ravel()
        new_mean.append((1 - momentum) * mean[c] + momentum * z.mean())
        new_var.append((1 - momentum) * var[c] + momentum * np.sum((z - z.mean()) ** 2) / (z.size - 1))
    return np.array(new_mean), np.array(new_var)


def batch_norm_eval(x, gamma, beta, mean, var, eps):
    slope = gamma / np.sqrt(var + eps)
    return np.einsum("nchw,c->nchw", x, slope) + (beta - mean * slope)[:, None, None]


def batch_norm_backward(upstream, x, gamma, beta, eps):
    by_x, by_gamma, by_beta = np.empty_like(x), np.empty_like(gamma), np.empty_like(beta)
    for c in range(x.shape[1]):
        z = x[:, c].ravel() - x[:, c].mean()
        s = np.sqrt(np.mean(z * z) + eps)
        up = upstream[:, c].ravel()
        by_gamma[c], by_beta[c] = up @ z / s, up.sum()
        by_z = gamma[c] * (up / s - z * (up @ z) / (z.size * s**3))
        by_x[:, c] = (by_z - by_z.mean()).reshape(x[:, c].shape)
    return by_x, by_gamma, by_beta
