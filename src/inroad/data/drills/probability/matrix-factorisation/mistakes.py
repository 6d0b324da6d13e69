"""Known mistakes in matrix factorisation."""

import numpy as np
from inroad.practice.kit import mistake
from solution import errors


def penalty(u, v, lam):
    return lam / 2 * (np.sum(u**2) + np.sum(v**2))


@mistake("what was not rated counts as well, as if it had been rated zero")
def loss(r, mask, u, v, lam):
    return float(0.5 * np.sum((u @ v.T - np.where(mask, r, 0.0)) ** 2) + penalty(u, v, lam))


@mistake("NaN times zero is NaN: choose by the mask instead of multiplying with it")
def loss(r, mask, u, v, lam):
    return float(0.5 * np.sum((mask * (r - u @ v.T)) ** 2) + penalty(u, v, lam))


@mistake("what was not rated counts as well")
def loss(r, mask, u, v, lam):
    return float(0.5 * np.sum((r - u @ v.T) ** 2) + penalty(u, v, lam))


@mistake("the mean of the squares is taken, not the sum")
def loss(r, mask, u, v, lam):
    return float(0.5 * np.mean((r - u @ v.T)[mask] ** 2) + penalty(u, v, lam)) if mask.any() else float("nan")


@mistake("the factor 1/2 of the squares is missing")
def loss(r, mask, u, v, lam):
    return float(np.sum(errors(r, mask, u, v) ** 2) + penalty(u, v, lam))


@mistake("the factor 1/2 of the penalty is missing")
def loss(r, mask, u, v, lam):
    return float(0.5 * np.sum(errors(r, mask, u, v) ** 2) + 2 * penalty(u, v, lam))


@mistake("the items are not in the penalty")
def loss(r, mask, u, v, lam):
    return float(0.5 * np.sum(errors(r, mask, u, v) ** 2) + lam / 2 * np.sum(u**2))


@mistake("the gradients lack the penalty")
def loss_backward(upstream, r, mask, u, v, lam):
    e = errors(r, mask, u, v)
    return upstream * e @ v, upstream * e.T @ u


@mistake("the gradients of the squares have the wrong sign")
def loss_backward(upstream, r, mask, u, v, lam):
    e = -errors(r, mask, u, v)
    return upstream * (e @ v + lam * u), upstream * (e.T @ u + lam * v)


@mistake("the gradients have a factor 2 that the 1/2 of the loss cancels")
def loss_backward(upstream, r, mask, u, v, lam):
    e = errors(r, mask, u, v)
    return 2 * upstream * (e @ v + lam * u), 2 * upstream * (e.T @ u + lam * v)


def solved(r, mask, v, penalty_of):
    out = []
    for row, rated in zip(r, mask):
        out.append(
            np.linalg.solve(
                v[rated].T @ v[rated] + penalty_of(rated) * np.eye(v.shape[1]), v[rated].T @ row[rated]
            )
        )
    return np.array(out)


@mistake("all items are in the matrix of each user, rated or not")
def solve_users(r, mask, v, lam):
    return np.linalg.solve(v.T @ v + lam * np.eye(v.shape[1]), v.T @ np.where(mask, r, 0.0).T).T


@mistake("the penalty is multiplied by the number of ratings")
def solve_users(r, mask, v, lam):
    return solved(r, mask, v, lambda rated: lam * max(rated.sum(), 1))


@mistake("the penalty is left out: users with few ratings have no solution")
def solve_users(r, mask, v, lam):
    return solved(r, mask, v, lambda rated: 1e-12)


@mistake("the penalty is added to all entries of the matrix, not to its diagonal")
def solve_users(r, mask, v, lam):
    return np.array([np.linalg.solve(v[g].T @ v[g] + lam, v[g].T @ row[g]) for row, g in zip(r, mask)])


def stepped(u, v, i, j, rating, rate, lam, sign=1.0, order="both"):
    a, b = u.copy(), v.copy()
    gap = sign * (rating - u[i] @ v[j])
    a[i] = u[i] + rate * (gap * v[j] - lam * u[i])
    used = a[i] if order == "then" else u[i]
    b[j] = v[j] + rate * (gap * used - lam * v[j])
    return a, b


@mistake("the item's step uses the user that was just changed: both must use the old values")
def sgd_step(u, v, i, j, rating, rate, lam):
    return stepped(u, v, i, j, rating, rate, lam, order="then")


@mistake("the error has the wrong sign: the steps lead uphill")
def sgd_step(u, v, i, j, rating, rate, lam):
    return stepped(u, v, i, j, rating, rate, lam, sign=-1.0)


@mistake("the penalty is left out of the step")
def sgd_step(u, v, i, j, rating, rate, lam):
    return stepped(u, v, i, j, rating, rate, 0.0)


@mistake("all users and items are shrunk, not only those of this rating")
def sgd_step(u, v, i, j, rating, rate, lam):
    a, b = stepped(u, v, i, j, rating, rate, lam)
    other_u, other_v = (1 - rate * lam) * u, (1 - rate * lam) * v
    other_u[i], other_v[j] = a[i], b[j]
    return other_u, other_v
