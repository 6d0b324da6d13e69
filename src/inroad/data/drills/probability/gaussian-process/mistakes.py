"""Known mistakes in Gaussian process regression."""

import numpy as np
from inroad.practice.kit import mistake
from solution import kernel as right
from solution import noisy, squared_distances


@mistake("the factor 2 below the squared distance is missing")
def kernel(x, z, length, height):
    return height**2 * np.exp(-squared_distances(x, z) / length**2)


@mistake("the distance is not squared: that is another kernel, the exponential one")
def kernel(x, z, length, height):
    return height**2 * np.exp(-np.sqrt(squared_distances(x, z)) / length)


@mistake("the height is not squared: it is a standard deviation")
def kernel(x, z, length, height):
    return height * np.exp(-squared_distances(x, z) / (2 * length**2))


@mistake("the length is not squared")
def kernel(x, z, length, height):
    return height**2 * np.exp(-squared_distances(x, z) / (2 * length))


def given(x, y, z, length, height, noise, extra=None):
    a = noisy(x, length, height, noise) if extra is None else right(x, x, length, height) + extra
    cross = right(z, x, length, height)
    inverse = np.linalg.inv(a)
    return cross @ inverse @ y, right(z, z, length, height) - cross @ inverse @ cross.T


@mistake("the noise is not squared: it is a standard deviation")
def posterior(x, y, z, length, height, noise):
    return given(x, y, z, length, height, noise, noise * np.eye(len(x)))


@mistake("the noise is added to all covariances, not to the diagonal alone")
def posterior(x, y, z, length, height, noise):
    a = right(x, x, length, height) + noise**2
    cross = right(z, x, length, height)
    inverse = np.linalg.pinv(a)
    return cross @ inverse @ y, right(z, z, length, height) - cross @ inverse @ cross.T


@mistake("the noise is added to the predicted covariance: asked for is g without noise")
def posterior(x, y, z, length, height, noise):
    mean, cov = given(x, y, z, length, height, noise)
    return mean, cov + noise**2 * np.eye(len(z))


@mistake("the covariance is added to the prior's instead of subtracted: data must make it smaller")
def posterior(x, y, z, length, height, noise):
    mean, cov = given(x, y, z, length, height, noise)
    return mean, 2 * right(z, z, length, height) - cov


@mistake("only the variances are returned, not the covariance matrix")
def posterior(x, y, z, length, height, noise):
    mean, cov = given(x, y, z, length, height, noise)
    return mean, np.diag(cov)


@mistake("the prior's covariance is returned: what the data tell is not subtracted")
def posterior(x, y, z, length, height, noise):
    return given(x, y, z, length, height, noise)[0], right(z, z, length, height)


def log_of(x, y, length, height, noise, spread=0.5, constant=0.5, fit=0.5):
    a = noisy(x, length, height, noise)
    total = fit * y @ np.linalg.inv(a) @ y + spread * np.linalg.slogdet(a)[1]
    return float(-total - constant * len(y) * np.log(2 * np.pi))


@mistake("the constant (n / 2) log 2 pi is missing")
def log_likelihood(x, y, length, height, noise):
    return log_of(x, y, length, height, noise, constant=0)


@mistake("the determinant is missing: nothing holds back the complexity")
def log_likelihood(x, y, length, height, noise):
    return log_of(x, y, length, height, noise, spread=0)


@mistake("the logarithm of the determinant lacks the factor 1/2")
def log_likelihood(x, y, length, height, noise):
    return log_of(x, y, length, height, noise, spread=1)


@mistake("the determinant counts half: the logarithms of the Cholesky factor's diagonal count twice")
def log_likelihood(x, y, length, height, noise):
    return log_of(x, y, length, height, noise, spread=0.25)


@mistake("the likelihood's sign is wrong: this is what one minimises")
def log_likelihood(x, y, length, height, noise):
    return -log_of(x, y, length, height, noise)


@mistake("the determinant underflows to zero: sum logarithms instead")
def log_likelihood(x, y, length, height, noise):
    a = noisy(x, length, height, noise)
    quadratic = y @ np.linalg.inv(a) @ y
    return float(-0.5 * (quadratic + np.log(np.linalg.det(a)) + len(y) * np.log(2 * np.pi)))


def slope_of(x, y, length, height, noise, fit=1.0, spread=1.0, slope=None):
    inverse = np.linalg.inv(noisy(x, length, height, noise))
    if slope is None:
        slope = right(x, x, length, height) * squared_distances(x, x) / length**3
    a = inverse @ y
    return float(0.5 * (fit * a @ slope @ a - spread * np.trace(inverse @ slope)))


@mistake("the trace is missing from the derivative: it is that of the determinant")
def length_gradient(x, y, length, height, noise):
    return slope_of(x, y, length, height, noise, spread=0)


@mistake("the derivative lacks the factor 1/2")
def length_gradient(x, y, length, height, noise):
    return 2 * slope_of(x, y, length, height, noise)


@mistake("the derivative of the kernel has length^2 below the squared distance instead of length^3")
def length_gradient(x, y, length, height, noise):
    slope = right(x, x, length, height) * squared_distances(x, x) / length**2
    return slope_of(x, y, length, height, noise, slope=slope)


@mistake("the derivative has the wrong sign")
def length_gradient(x, y, length, height, noise):
    return -slope_of(x, y, length, height, noise)
