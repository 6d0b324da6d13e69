"""Known mistakes in ordinary least squares."""

import numpy as np
from inroad.practice.kit import mistake


@mistake("the normal equations are regularised: this is ridge regression")
def normal_equations(x, y):
    return np.linalg.solve(x.T @ x + np.eye(x.shape[1]), x.T @ y)


@mistake("the columns are centred first: the coefficients are those of a model with an intercept")
def normal_equations(x, y):
    c = x - x.mean(axis=0)
    return np.linalg.solve(c.T @ c, c.T @ (y - y.mean()))


@mistake("r is transposed: the triangular system is r beta = q^T y")
def by_qr(x, y):
    q, r = np.linalg.qr(x)
    return np.linalg.solve(r.T, q.T @ y)


@mistake("the system with r is not solved: q^T y alone is in the basis of q")
def by_qr(x, y):
    return np.linalg.qr(x)[0].T @ y


@mistake("x^T x is formed after all: its condition number is the square of that of x")
def by_qr(x, y):
    return np.linalg.solve(x.T @ x, x.T @ y)


@mistake("the factor 2/n is missing: it is the sum's gradient, halved")
def gradient_step(x, y, beta, rate):
    return beta - rate * x.T @ (x @ beta - y)


@mistake("the gradient is that of the sum of squares, not of their mean")
def gradient_step(x, y, beta, rate):
    return beta - rate * 2 * x.T @ (x @ beta - y)


@mistake("the factor 2 of the square is missing")
def gradient_step(x, y, beta, rate):
    return beta - rate / len(y) * x.T @ (x @ beta - y)


@mistake("the step goes up the gradient")
def gradient_step(x, y, beta, rate):
    return beta + rate * 2 / len(y) * x.T @ (x @ beta - y)
