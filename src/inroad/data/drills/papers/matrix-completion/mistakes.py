"""Known mistakes in matrix completion."""

import numpy as np
from inroad.practice.kit import mistake
from solution import shrink as right


def with_values(z, change):
    left, values, turned = np.linalg.svd(z, full_matrices=False)
    return left @ (change(values)[:, None] * turned)


@mistake("values below tau are cut off, but the others are not lowered by tau")
def shrink(z, tau):
    return with_values(z, lambda values: np.where(values > tau, values, 0))


@mistake("singular values become negative: they must stop at zero")
def shrink(z, tau):
    return with_values(z, lambda values: values - tau)


@mistake("the entries are shrunk instead of the singular values")
def shrink(z, tau):
    return np.sign(z) * np.maximum(np.abs(z) - tau, 0)


@mistake("the right singular vectors are transposed once too often: NumPy gives V^T")
def shrink(z, tau):
    left, values, right_t = np.linalg.svd(z, full_matrices=False)
    return left * np.maximum(values - tau, 0) @ right_t.T


@mistake("singular values are divided by 1 + tau: that is the shrinkage of a squared penalty")
def shrink(z, tau):
    return z / (1 + tau)


@mistake("holes are counted: only seen entries belong to the misfit")
def objective(x, seen, z, tau):
    return float(((x - z) ** 2).sum() / 2 + tau * np.linalg.svd(z, compute_uv=False).sum())


@mistake("holes are multiplied by zero: NaN times zero is NaN")
def objective(x, seen, z, tau):
    return float(((seen * (x - z)) ** 2).sum() / 2 + tau * np.linalg.svd(z, compute_uv=False).sum())


@mistake("holes count as zeros")
def objective(x, seen, z, tau):
    rest = np.where(seen, x, 0) - z
    return float((rest**2).sum() / 2 + tau * np.linalg.svd(z, compute_uv=False).sum())


@mistake("the factor 1/2 of the misfit is missing")
def objective(x, seen, z, tau):
    return float(((x - z)[seen] ** 2).sum() + tau * np.linalg.svd(z, compute_uv=False).sum())


@mistake("the penalty is the Frobenius norm, not the nuclear norm")
def objective(x, seen, z, tau):
    return float(((x - z)[seen] ** 2).sum() / 2 + tau * np.sqrt((z**2).sum()))


@mistake("the penalty sums absolute entries instead of singular values")
def objective(x, seen, z, tau):
    return float(((x - z)[seen] ** 2).sum() / 2 + tau * np.abs(z).sum())


@mistake("the holes are filled with zeros in each step instead of with the estimate")
def complete(x, seen, tau, steps):
    return right(np.where(seen, x, 0), tau) if steps else np.zeros(x.shape)


@mistake("seen entries are put back at the end: they must be those of z")
def complete(x, seen, tau, steps):
    z = np.zeros(x.shape)
    for _ in range(steps):
        z = right(np.where(seen, x, z), tau)
    return np.where(seen, x, z)


@mistake("the estimate is put where x is seen, and x into the holes")
def complete(x, seen, tau, steps):
    z = np.zeros(x.shape)
    for _ in range(steps):
        z = right(np.where(seen, z, np.nan_to_num(x)), tau)
    return z


@mistake("holes are multiplied by zero: NaN times zero is NaN")
def complete(x, seen, tau, steps):
    z = np.zeros(x.shape)
    for _ in range(steps):
        full = seen * x + (1 - seen) * z
        z = right(full, tau) if np.isfinite(full).all() else np.full(x.shape, np.nan)
    return z


@mistake("one step is missing")
def complete(x, seen, tau, steps):
    z = np.zeros(x.shape)
    for _ in range(steps - 1):
        z = right(np.where(seen, x, z), tau)
    return z


@mistake("it begins with the mean of seen entries instead of zeros")
def complete(x, seen, tau, steps):
    z = np.full(x.shape, x[seen].mean())
    for _ in range(steps):
        z = right(np.where(seen, x, z), tau)
    return z


@mistake("the error is measured on the seen entries: it says nothing about the holes")
def error(x, seen, z):
    return float(np.sqrt(np.mean((x - z)[seen] ** 2)))


@mistake("the error is measured on all entries")
def error(x, seen, z):
    return float(np.sqrt(np.mean((x - z) ** 2)))


@mistake("the root is missing: this is the mean squared error")
def error(x, seen, z):
    return float(np.mean((x - z)[~seen] ** 2))


@mistake("the mean is taken over all entries: only the holes are to be counted")
def error(x, seen, z):
    return float(np.sqrt(np.where(seen, 0, (x - z) ** 2).mean()))
