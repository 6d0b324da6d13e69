# diagnosis: x^T x is formed after all: its condition number is the square of that of x
import numpy as np


def normal_equations(x, y):
    return np.linalg.solve(x.T @ x, x.T @ y)


def by_qr(x, y):
    return normal_equations(x, y)


def gradient_step(x, y, beta, rate):
    return beta - rate * (2 / x.shape[0]) * (x.T @ (x @ beta - y))
