"""Known mistakes in the loss of a variational autoencoder."""

import numpy as np
from inroad.practice.kit import mistake
from solution import divergence as right


def entropy(x, logits):
    return np.logaddexp(0, logits) - x * logits


@mistake("eps is multiplied by the variance, not by the standard deviation exp(log_var / 2)")
def reparameterise(mu, log_var, eps):
    return mu + np.exp(log_var) * eps


@mistake("eps is multiplied by log_var itself")
def reparameterise(mu, log_var, eps):
    return mu + log_var * eps


@mistake("the noise has the wrong sign")
def reparameterise(mu, log_var, eps):
    return mu - np.exp(log_var / 2) * eps


@mistake("the gradient by log_var lacks the factor 1/2 of exp(log_var / 2)")
def reparameterise_backward(upstream, mu, log_var, eps):
    return upstream, upstream * eps * np.exp(log_var / 2)


@mistake("the gradient by log_var is that by the standard deviation: its own slope is missing")
def reparameterise_backward(upstream, mu, log_var, eps):
    return upstream, upstream * eps


@mistake("the divergence lacks the factor 1/2")
def divergence(mu, log_var):
    return 2 * right(mu, log_var)


@mistake("the divergence has the wrong sign")
def divergence(mu, log_var):
    return -right(mu, log_var)


@mistake("the divergence is averaged over columns instead of summed")
def divergence(mu, log_var):
    return right(mu, log_var) / mu.shape[1]


@mistake("the divergence is summed over rows instead of columns")
def divergence(mu, log_var):
    return right(mu.T, log_var.T)


@mistake("log_var is taken for the standard deviation's logarithm")
def divergence(mu, log_var):
    return right(mu, 2 * log_var)


@mistake("the divergence runs the other way: from N(0, 1) to the encoder's distribution")
def divergence(mu, log_var):
    return ((log_var + (1 + mu**2) / np.exp(log_var) - 1) / 2).sum(axis=1)


@mistake("the means are missing from the divergence")
def divergence(mu, log_var):
    return right(0 * mu, log_var)


@mistake("the logarithm of a probability that has become 0 or 1 is taken: compute from the logits")
def negative_elbo(x, logits, mu, log_var, beta):
    p = 1 / (1 + np.exp(-logits))
    each = -(x * np.log(p) + (1 - x) * np.log(1 - p)).sum(axis=1)
    return float((each + beta * right(mu, log_var)).mean())


@mistake("the cross entropy is averaged over columns: the divergence weighs too much")
def negative_elbo(x, logits, mu, log_var, beta):
    return float((entropy(x, logits).mean(axis=1) + beta * right(mu, log_var)).mean())


@mistake("beta multiplies the reconstruction, not the divergence")
def negative_elbo(x, logits, mu, log_var, beta):
    return float((beta * entropy(x, logits).sum(axis=1) + right(mu, log_var)).mean())


@mistake("the divergence is subtracted: that is right for the bound, not for the loss")
def negative_elbo(x, logits, mu, log_var, beta):
    return float((entropy(x, logits).sum(axis=1) - beta * right(mu, log_var)).mean())


@mistake("the rows are summed, not averaged")
def negative_elbo(x, logits, mu, log_var, beta):
    return float((entropy(x, logits).sum(axis=1) + beta * right(mu, log_var)).sum())


@mistake("the logits are compared as if they were probabilities")
def negative_elbo(x, logits, mu, log_var, beta):
    return float((((x - logits) ** 2).sum(axis=1) + beta * right(mu, log_var)).mean())


@mistake("the gradient of the divergence by log_var lacks the -1 of the logarithm")
def divergence_backward(mu, log_var):
    return mu, np.exp(log_var) / 2


@mistake("the gradients of the divergence are twice too large")
def divergence_backward(mu, log_var):
    return 2 * mu, np.expm1(log_var)
