"""Loss of a variational autoencoder, written plainly."""

import numpy as np


def reparameterise(mu, log_var, eps):
    return mu + np.exp(log_var / 2) * eps


def reparameterise_backward(upstream, mu, log_var, eps):
    return upstream.copy(), upstream * eps * np.exp(log_var / 2) / 2


def divergence(mu, log_var):
    # expm1: exp(log_var) - 1 would cancel for small log_var.
    return ((mu**2 + np.expm1(log_var) - log_var) / 2).sum(axis=1)


def negative_elbo(x, logits, mu, log_var, beta):
    entropy = (np.logaddexp(0, logits) - x * logits).sum(axis=1)
    return float((entropy + beta * divergence(mu, log_var)).mean())


def divergence_backward(mu, log_var):
    return mu.copy(), np.expm1(log_var) / 2
