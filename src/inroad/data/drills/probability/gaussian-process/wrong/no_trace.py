# diagnosis: the trace is missing from the derivative: it is that of the determinant
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
    k = kernel(x, x, length, height) + noise * noise * np.identity(len(x))
    values, vectors = np.linalg.eigh(k)
    along = vectors.T.dot(y)
    return float(
        -0.5 * (np.sum(along * along / values) + np.sum(np.log(values)) + len(y) * np.log(2 * np.pi))
    )


def length_gradient(x, y, length, height, noise):
    part = kernel(x, x, length, height)
    a = np.linalg.solve(part + noise**2 * np.eye(len(x)), y)
    gaps = np.linalg.norm(x[:, None] - x, axis=2)
    return float(a @ (part * gaps**2) @ a / (2 * length**3))
