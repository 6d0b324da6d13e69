"""Known mistakes in initial weights."""

import numpy as np
from inroad.practice.kit import mistake
from solution import fans as right, orthogonal as plain


@mistake("the kernel's area is missing from the fans of a convolution")
def fans(shape):
    return shape[:2] if len(shape) == 2 else (shape[1], shape[0])


@mistake("a convolution's weights are (out, in, h, w): fan-in and fan-out are exchanged there")
def fans(shape):
    return right(shape) if len(shape) == 2 else right(shape)[::-1]


@mistake("a dense layer's weights are (in, out): fan-in and fan-out are exchanged there")
def fans(shape):
    return right(shape)[::-1] if len(shape) == 2 else right(shape)


@mistake("the kernel's area is missing from fan-out: an input reaches out h w outputs")
def fans(shape):
    return right(shape) if len(shape) == 2 else (right(shape)[0], shape[0])


@mistake("a convolution is read as (h, w, in, out)")
def fans(shape):
    return (
        right(shape) if len(shape) == 2 else (shape[0] * shape[1] * shape[2], shape[0] * shape[1] * shape[3])
    )


def limit(u, square):
    return np.sqrt(square) * (2 * u - 1)


@mistake("the deviation is taken for the limit: a uniform distribution on [-a, a) has the variance a^2 / 3")
def glorot_uniform(u):
    return limit(u, 2 / sum(right(u.shape)))


@mistake("the numbers are not centred: u lies in [0, 1)")
def glorot_uniform(u):
    return np.sqrt(6 / sum(right(u.shape))) * u


@mistake("the limits are half as far apart as they should be: from -a/2 to a/2")
def glorot_uniform(u):
    return limit(u, 6 / sum(right(u.shape))) / 2


@mistake("Glorot's variance has the sum of both fans, not fan-in alone")
def glorot_uniform(u):
    return limit(u, 3 / right(u.shape)[0])


@mistake("6 / fan-in is taken for the square of the limit: the sum of both fans belongs there")
def glorot_uniform(u):
    return limit(u, 6 / right(u.shape)[0])


@mistake("the root is missing: this is the square of the limit")
def glorot_uniform(u):
    return limit(u, (6 / sum(right(u.shape))) ** 2)


@mistake("the fans are the first two lengths of the shape, for convolutions, too")
def glorot_uniform(u):
    return limit(u, 6 / sum(u.shape[:2]))


@mistake("the factor 2 for the relu is missing")
def he_normal(z):
    return z * np.sqrt(1 / right(z.shape)[0])


@mistake("the root is missing: the numbers are scaled by the variance")
def he_normal(z):
    return z * 2 / right(z.shape)[0]


@mistake("fan-out is used instead of fan-in")
def he_normal(z):
    return z * np.sqrt(2 / right(z.shape)[1])


@mistake("this is Glorot's variance: He's has fan-in alone")
def he_normal(z):
    return z * np.sqrt(2 / sum(right(z.shape)))


@mistake("fan-in is the first length of the shape, for convolutions, too")
def he_normal(z):
    return z * np.sqrt(2 / z.shape[0])


@mistake("the signs of R's diagonal are not looked at")
def orthogonal(z):
    return np.linalg.qr(z)[0] if z.shape[0] >= z.shape[1] else np.linalg.qr(z.T)[0].T


@mistake("a wide matrix is not turned: its rows must be orthonormal, and its shape kept")
def orthogonal(z):
    q, r = np.linalg.qr(z)
    return q * np.where(np.diag(r) < 0, -1.0, 1.0)


@mistake("the columns have length one but are not orthogonal")
def orthogonal(z):
    axis = 0 if z.shape[0] >= z.shape[1] else 1
    return z / np.linalg.norm(z, axis=axis, keepdims=True)


@mistake("the columns are orthogonal but do not have length one")
def orthogonal(z):
    tall = z if z.shape[0] >= z.shape[1] else z.T
    made = plain(tall) * np.abs(np.diag(np.linalg.qr(tall)[1]))
    return made if z.shape[0] >= z.shape[1] else made.T


@mistake("this is the nearest orthogonal matrix, not what Gram-Schmidt makes")
def orthogonal(z):
    u, _, v = np.linalg.svd(z, full_matrices=False)
    return u @ v


@mistake("the rows of a square or tall matrix are orthogonalised instead of its columns")
def orthogonal(z):
    return plain(z) if z.shape[0] != z.shape[1] else plain(z.T).T


@mistake("classical Gram-Schmidt loses orthogonality: take away from what is left, not from the column")
def orthogonal(z):
    if z.shape[0] < z.shape[1]:
        return orthogonal(z.T).T
    done = np.zeros_like(z)
    for place in range(z.shape[1]):
        column = z[:, place] - done @ (done.T @ z[:, place])
        done[:, place] = column / np.linalg.norm(column)
    return done
