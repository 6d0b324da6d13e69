# diagnosis: log_var is taken for the standard deviation's logarithm
import numpy as np


def reparameterise(mu, log_var, eps):
    return np.sqrt(np.exp(log_var)) * eps + mu


def reparameterise_backward(upstream, mu, log_var, eps):
    return upstream + 0.0, 0.5 * upstream * (reparameterise(mu, log_var, eps) - mu)


def divergence(mu, log_var):
    sigma = np.exp(log_var)
    return np.sum(0.5 * (sigma**2 + mu**2 - 1) - log_var, axis=1)


def negative_elbo(x, logits, mu, log_var, beta):
    sure = np.maximum(logits, 0) - logits * x + np.log1p(np.exp(-np.abs(logits)))
    return float((sure.sum() + beta * divergence(mu, log_var).sum()) / len(x))


def divergence_backward(mu, log_var):
    return 1.0 * mu, 0.5 * (np.exp(log_var) - 1)
