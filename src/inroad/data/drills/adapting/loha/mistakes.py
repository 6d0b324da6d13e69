"""Known mistakes in LoHa."""

from inroad.practice.kit import mistake


@mistake("a matrix product is taken where the entries are to be multiplied")
def loha(x, w, a1, b1, a2, b2, alpha):
    return x @ (w + alpha / a1.shape[0] * (b1 @ a1) @ (b2 @ a2).T @ (b2 @ a2)).T


@mistake("the two products are added instead of multiplied")
def loha(x, w, a1, b1, a2, b2, alpha):
    return x @ (w + alpha / a1.shape[0] * (b1 @ a1 + b2 @ a2)).T


@mistake("the scaling by alpha / r is missing")
def loha(x, w, a1, b1, a2, b2, alpha):
    return x @ (w + (b1 @ a1) * (b2 @ a2)).T


@mistake("the update is divided by the square of the rank")
def loha(x, w, a1, b1, a2, b2, alpha):
    return x @ (w + alpha / a1.shape[0] ** 2 * (b1 @ a1) * (b2 @ a2)).T


@mistake("the factors are multiplied entry by entry before the products are formed")
def loha(x, w, a1, b1, a2, b2, alpha):
    return x @ (w + alpha / a1.shape[0] * (b1 * b2) @ (a1 * a2)).T


@mistake("the weights are multiplied by the update instead of added to it")
def loha(x, w, a1, b1, a2, b2, alpha):
    return x @ (w * (alpha / a1.shape[0] * (b1 @ a1) * (b2 @ a2))).T


@mistake("the second product is left out")
def loha(x, w, a1, b1, a2, b2, alpha):
    return x @ (w + alpha / a1.shape[0] * (b1 @ a1)).T


@mistake("the gradient of each product lacks the other product as a factor")
def loha_backward(upstream, x, a1, b1, a2, b2, alpha):
    g = alpha / a1.shape[0] * upstream.T @ x
    return b1.T @ g, g @ a1.T, b2.T @ g, g @ a2.T


@mistake("each product's gradient is multiplied by itself instead of by the other")
def loha_backward(upstream, x, a1, b1, a2, b2, alpha):
    g = alpha / a1.shape[0] * upstream.T @ x
    g1, g2 = g * (b1 @ a1), g * (b2 @ a2)
    return b1.T @ g1, g1 @ a1.T, b2.T @ g2, g2 @ a2.T


@mistake("the gradients lack the scaling by alpha / r")
def loha_backward(upstream, x, a1, b1, a2, b2, alpha):
    g = upstream.T @ x
    g1, g2 = g * (b2 @ a2), g * (b1 @ a1)
    return b1.T @ g1, g1 @ a1.T, b2.T @ g2, g2 @ a2.T
