# diagnosis: the height is not squared: it is a standard deviation
import numpy as np


def kernel(x, z, length, height):
    gaps = np.linalg.norm((x[:, None] - z) / length, axis=2)
    return height * np.exp(-0.5 * gaps * gaps)


def posterior(x, y, z, length, height, noise):
    k = kernel(x, x, length, height) + noise * noise * np.identity(len(x))
    cross = kernel(z, x, length, height)
    weights = np.linalg.solve(k, cross.T)
    return weights.T.dot(y), kernel(z, z, length, height) - cross.dot(weights)


def log_likelihood(x, y, length, height, noise):
    k = kernel(x, x, length, height) + noise * noise * np.identity(len(x))
    values, vectors = np.linalg.eigh(k)
    along = vectors.T.dot(y)
    return float(
        -0.5 * (np.sum(along * along / values) + np.sum(np.log(values)) + len(y) * np.log(2 * np.pi))
    )


def length_gradient(x, y, length, height, noise):
    part = kernel(x, x, length, height)
    k = part + noise * noise * np.identity(len(x))
    gaps = ((x[:, None] - x[None]) ** 2).sum(-1)
    slope = part * gaps / length**3
    a = np.linalg.solve(k, y)
    return float((a @ slope @ a - np.linalg.solve(k, slope).trace()) / 2)
