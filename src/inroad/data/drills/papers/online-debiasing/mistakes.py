"""Known mistakes in online debiasing."""

import numpy as np
from inroad.practice.kit import mistake
from solution import debiased as right
from solution import residuals
from solution import weights as looking_back


def running(
    x, penalty, order=None, norm=lambda row: row @ row, left_of=lambda left, w, row: left - np.outer(w, row)
):
    left, w = np.eye(x.shape[1]), np.zeros(x.shape)
    for i in range(len(x)) if order is None else order:
        w[i] = left @ x[i] / (penalty + norm(x[i]))
        left = left_of(left, w[i], x[i])
    return w


@mistake("the past is left out: each row takes from the whole identity")
def weights(x, penalty):
    return x / (penalty + (x**2).sum(axis=1, keepdims=True))


@mistake("the penalty is missing")
def weights(x, penalty):
    return running(x, 0.0)


@mistake("the rows are taken from the last to the first: weights would know the future")
def weights(x, penalty):
    return running(x, penalty, order=range(len(x) - 1, -1, -1))


@mistake("the outer product is transposed: it is w x^T")
def weights(x, penalty):
    return running(x, penalty, left_of=lambda left, w, row: left - np.outer(row, w))


@mistake("the sum holds the row itself, too: it ends before i")
def weights(x, penalty):
    left, w = np.eye(x.shape[1]), np.zeros(x.shape)
    for i, row in enumerate(x):
        first = left @ row / (penalty + row @ row)
        left = left - np.outer(first, row)
        w[i] = left @ row / (penalty + row @ row)
    return w


@mistake("the length of the row is not squared")
def weights(x, penalty):
    return running(x, penalty, norm=lambda row: np.sqrt(row @ row))


@mistake("the weights are those of ridge regression: they use all rows, later ones too")
def weights(x, penalty):
    return x @ np.linalg.inv(x.T @ x + penalty * np.eye(x.shape[1]))


@mistake("nothing is corrected: these are the least-squares coefficients")
def debiased(x, y, penalty):
    return residuals(x, y)[0]


@mistake("the correction has the wrong sign")
def debiased(x, y, penalty):
    b, rest = residuals(x, y)
    return b - looking_back(x, penalty).T @ rest


@mistake("the weights multiply y instead of the residuals")
def debiased(x, y, penalty):
    return residuals(x, y)[0] + looking_back(x, penalty).T @ y


@mistake("the correction stands alone: the least-squares coefficients are missing")
def debiased(x, y, penalty):
    return looking_back(x, penalty).T @ residuals(x, y)[1]


@mistake("the correction is averaged over rows instead of summed")
def debiased(x, y, penalty):
    b, rest = residuals(x, y)
    return b + looking_back(x, penalty).T @ rest / len(x)


@mistake("it begins with ridge coefficients instead of least squares")
def debiased(x, y, penalty):
    b = np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ y)
    return b + looking_back(x, penalty).T @ (y - x @ b)


def ends(centre, half):
    return np.stack([centre - half, centre + half], axis=1)


def spread(x, y, lost):
    rest = residuals(x, y)[1]
    return np.sqrt(rest @ rest / (len(x) - lost))


@mistake("the intervals lie around least squares instead of the debiased coefficients")
def intervals(x, y, penalty, z):
    half = z * spread(x, y, x.shape[1]) * np.sqrt((looking_back(x, penalty) ** 2).sum(axis=0))
    return ends(residuals(x, y)[0], half)


@mistake("the width is that of least squares, sigma sqrt((x^T x)^-1): it is too small after adaptive choice")
def intervals(x, y, penalty, z):
    half = z * spread(x, y, x.shape[1]) * np.sqrt(np.diag(np.linalg.inv(x.T @ x)))
    return ends(right(x, y, penalty), half)


@mistake("the residuals' squares are divided by n instead of n - p")
def intervals(x, y, penalty, z):
    half = z * spread(x, y, 0) * np.sqrt((looking_back(x, penalty) ** 2).sum(axis=0))
    return ends(right(x, y, penalty), half)


@mistake("the root of the summed squares is missing")
def intervals(x, y, penalty, z):
    half = z * spread(x, y, x.shape[1]) * (looking_back(x, penalty) ** 2).sum(axis=0)
    return ends(right(x, y, penalty), half)


@mistake("sigma is missing")
def intervals(x, y, penalty, z):
    return ends(right(x, y, penalty), z * np.sqrt((looking_back(x, penalty) ** 2).sum(axis=0)))


@mistake("sigma^2 is used where sigma belongs")
def intervals(x, y, penalty, z):
    half = z * spread(x, y, x.shape[1]) ** 2 * np.sqrt((looking_back(x, penalty) ** 2).sum(axis=0))
    return ends(right(x, y, penalty), half)


@mistake("lower ends stand in the first row: each coefficient has a row of its own")
def intervals(x, y, penalty, z):
    half = z * spread(x, y, x.shape[1]) * np.sqrt((looking_back(x, penalty) ** 2).sum(axis=0))
    return ends(right(x, y, penalty), half).T
