# diagnosis: the noise is added to the predicted covariance: asked for is g without noise
import numpy as np


def kernel(x, z, length, height):
    gaps = ((x[:, None, :] - z[None, :, :]) ** 2).sum(-1)
    return height * height * np.exp(-gaps / (2 * length * length))


def posterior(x, y, z, length, height, noise):
    inv = np.linalg.inv(kernel(x, x, length, height) + np.eye(len(x)) * noise**2)
    cross = kernel(z, x, length, height)
    return cross @ inv @ y, kernel(z, z, length, height) + np.diag(
        [noise * noise] * len(z)
    ) - cross @ inv @ cross.T


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
