# diagnosis: the constant (n / 2) log 2 pi is missing
import numpy as np


def kernel(x, z, length, height):
    gaps = ((x[:, None, :] - z[None, :, :]) ** 2).sum(-1)
    return height * height * np.exp(-gaps / (2 * length * length))


def posterior(x, y, z, length, height, noise):
    k = kernel(x, x, length, height) + noise * noise * np.identity(len(x))
    cross = kernel(z, x, length, height)
    weights = np.linalg.solve(k, cross.T)
    return weights.T.dot(y), kernel(z, z, length, height) - cross.dot(weights)


def log_likelihood(x, y, length, height, noise):
    root = np.linalg.cholesky(kernel(x, x, length, height) + noise**2 * np.eye(len(x)))
    white = np.linalg.solve(root, y)
    return float(-np.sum(white**2) / 2 - np.sum(np.log(root.diagonal())))


def length_gradient(x, y, length, height, noise):
    part = kernel(x, x, length, height)
    k = part + noise * noise * np.identity(len(x))
    gaps = ((x[:, None] - x[None]) ** 2).sum(-1)
    slope = part * gaps / length**3
    a = np.linalg.solve(k, y)
    return float((a @ slope @ a - np.linalg.solve(k, slope).trace()) / 2)
