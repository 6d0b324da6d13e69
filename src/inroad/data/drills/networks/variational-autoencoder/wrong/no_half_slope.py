# diagnosis: the gradient by log_var lacks the factor 1/2 of exp(log_var / 2)
import numpy as np


def reparameterise(mu, log_var, eps):
    return np.sqrt(np.exp(log_var)) * eps + mu


def reparameterise_backward(upstream, mu, log_var, eps):
    return upstream + 0.0, upstream * (reparameterise(mu, log_var, eps) - mu)


def divergence(mu, log_var):
    return -0.5 * np.sum(1 + log_var - mu * mu - np.exp(log_var), axis=-1)


def negative_elbo(x, logits, mu, log_var, beta):
    sure = np.maximum(logits, 0) - logits * x + np.log1p(np.exp(-np.abs(logits)))
    return float((sure.sum() + beta * divergence(mu, log_var).sum()) / len(x))


def divergence_backward(mu, log_var):
    return 1.0 * mu, 0.5 * (np.exp(log_var) - 1)
