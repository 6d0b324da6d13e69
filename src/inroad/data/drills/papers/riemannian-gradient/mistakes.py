"""Known mistakes in Riemannian gradients."""

import numpy as np
from inroad.practice.kit import mistake
from solution import retract as back
from solution import riemannian_gradient as right
from solution import sym


@mistake("nothing is projected: this is the ordinary gradient")
def riemannian_gradient(x, g):
    return g.copy()


@mistake("x x^T g is taken off: that is for subspaces (Grassmann) and loses the rotations within them")
def riemannian_gradient(x, g):
    return g - x @ x.T @ g


@mistake("x g^T x is taken off: that is the gradient in the canonical metric, not the orthogonal projection")
def riemannian_gradient(x, g):
    return g - x @ g.T @ x


@mistake("the symmetric part lacks the factor 1/2")
def riemannian_gradient(x, g):
    return g - x @ (x.T @ g + g.T @ x)


@mistake("the antisymmetric part is taken off instead of the symmetric one")
def riemannian_gradient(x, g):
    return g - x @ (x.T @ g - g.T @ x) / 2


@mistake("this is the normal part, not the tangent one")
def riemannian_gradient(x, g):
    return x @ sym(x.T @ g)


@mistake("the signs of QR are left as they come: R must have a positive diagonal")
def retract(x, xi):
    return np.linalg.qr(x + xi)[0]


@mistake("this is the polar retraction: asked for is the Q factor")
def retract(x, xi):
    u, _, vt = np.linalg.svd(x + xi, full_matrices=False)
    return u @ vt


@mistake("nothing leads back to the manifold")
def retract(x, xi):
    return x + xi


@mistake("columns are scaled to length one, but not made orthogonal")
def retract(x, xi):
    y = x + xi
    return y / np.sqrt((y**2).sum(axis=0))


@mistake("xi alone is orthonormalised: the step begins at x")
def retract(x, xi):
    q, r = np.linalg.qr(xi)
    return q * np.where(np.diag(r) < 0, -1.0, 1.0)


@mistake("the signs are put on rows instead of columns")
def retract(x, xi):
    q, r = np.linalg.qr(x + xi)
    signs = np.ones(len(q))
    signs[: len(r)] = np.where(np.diag(r) < 0, -1.0, 1.0)
    return q * signs[:, None]


@mistake("it goes downhill: the step has the wrong sign")
def ascend(a, x, rate, steps):
    for _ in range(steps):
        x = back(x, -rate * right(x, a @ x))
    return x


@mistake("the gradient is twice too large: f has the factor 1/2")
def ascend(a, x, rate, steps):
    for _ in range(steps):
        x = back(x, 2 * rate * right(x, a @ x))
    return x


@mistake("the gradient is not projected before the step")
def ascend(a, x, rate, steps):
    for _ in range(steps):
        x = back(x, rate * a @ x)
    return x


@mistake("the retraction comes only after the last step")
def ascend(a, x, rate, steps):
    for _ in range(steps):
        x = x + rate * right(x, a @ x)
    return back(x, 0 * x)


@mistake("the gradient is that at the beginning in all steps")
def ascend(a, x, rate, steps):
    g = a @ x
    for _ in range(steps):
        x = back(x, rate * right(x, g))
    return x


@mistake("the metric is left out: this is the gradient's symmetric part")
def spd_gradient(s, g):
    return sym(g)


@mistake("the gradient is not made symmetric")
def spd_gradient(s, g):
    return s @ g @ s


@mistake("s is multiplied on one side only")
def spd_gradient(s, g):
    return s @ sym(g)


@mistake("the inverse of s is used: the metric has the inverse, the gradient has s itself")
def spd_gradient(s, g):
    return np.linalg.inv(s) @ sym(g) @ np.linalg.inv(s)


@mistake("the factor 1/2 of the symmetric part is missing")
def spd_gradient(s, g):
    return s @ (g + g.T) @ s
