"""Known mistakes in ridge regression."""

import numpy as np
from inroad.practice.kit import mistake
from solution import fit as right
from solution import hat


def ridge(x, y, penalty):
    return np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ y)


@mistake("the intercept is penalised, too")
def fit(x, y, penalty):
    b = ridge(np.column_stack([np.ones(len(x)), x]), y, penalty)
    return float(b[0]), b[1:]


@mistake("x is not centred: the coefficients are those of a model without an intercept")
def fit(x, y, penalty):
    b = ridge(x, y, penalty)
    return float(y.mean() - x.mean(axis=0) @ b), b


@mistake("y is centred but x is not")
def fit(x, y, penalty):
    b = ridge(x, y - y.mean(), penalty)
    return float(y.mean() - x.mean(axis=0) @ b), b


@mistake("the intercept is the mean of y: the mean of x times the coefficients is not taken off")
def fit(x, y, penalty):
    return float(y.mean()), right(x, y, penalty)[1]


@mistake("the penalty is multiplied by the number of rows")
def fit(x, y, penalty):
    return right(x, y, penalty * len(x))


@mistake("the penalty is squared")
def fit(x, y, penalty):
    return right(x, y, penalty**2)


@mistake("the penalty is halved, as if the squares were, too")
def fit(x, y, penalty):
    return right(x, y, penalty / 2)


@mistake("there is no penalty: this is least squares")
def fit(x, y, penalty):
    a = np.column_stack([np.ones(len(x)), x])
    b = np.linalg.lstsq(a, y, rcond=None)[0]
    return float(b[0]), b[1:]


@mistake("the penalty has the wrong sign")
def fit(x, y, penalty):
    return right(x, y, -penalty)


@mistake("the penalty is added to every entry of x^T x, not to its diagonal")
def fit(x, y, penalty):
    xc = x - x.mean(axis=0)
    b = np.linalg.solve(xc.T @ xc + penalty, xc.T @ (y - y.mean()))
    return float(y.mean() - x.mean(axis=0) @ b), b


@mistake("the degree of freedom of the intercept is missing")
def degrees(x, penalty):
    return float(np.trace(hat(x, penalty))) - 1


@mistake("the penalised columns are counted in full: this is least squares' number")
def degrees(x, penalty):
    return float(x.shape[1] + 1)


@mistake("the singular values are not squared")
def degrees(x, penalty):
    s = np.linalg.svd(x - x.mean(axis=0), compute_uv=False)
    return float(1 + (s / (s + penalty)).sum())


@mistake("x is not centred, so that its mean is shrunk and counted twice")
def degrees(x, penalty):
    s = np.linalg.svd(x, compute_uv=False)
    return float(1 + (s**2 / (s**2 + penalty)).sum())


@mistake("these are the residuals of the fit to all rows, which has seen the row")
def left_out(x, y, penalty):
    return y - hat(x, penalty) @ y


@mistake("the residuals are multiplied by 1 - h instead of divided")
def left_out(x, y, penalty):
    h = hat(x, penalty)
    return (y - h @ y) * (1 - np.diag(h))


@mistake("the leverage lacks the 1/n of the intercept")
def left_out(x, y, penalty):
    h = hat(x, penalty)
    return (y - h @ y) / (1 - np.diag(h) + 1 / len(x))


@mistake("the mean leverage is used for every row: this is generalised cross-validation")
def left_out(x, y, penalty):
    h = hat(x, penalty)
    return (y - h @ y) / (1 - np.trace(h) / len(x))


@mistake("the sign is turned: prediction minus y")
def left_out(x, y, penalty):
    h = hat(x, penalty)
    return (h @ y - y) / (1 - np.diag(h))
