# diagnosis: eps is multiplied by the variance, not by the standard deviation exp(log_var / 2)
import numpy as np


def reparameterise(mu, log_var, eps):
    spread = np.exp(log_var)
    return spread * eps + mu


def reparameterise_backward(upstream, mu, log_var, eps):
    return upstream + 0.0, 0.5 * upstream * eps * np.exp(0.5 * log_var)


def divergence(mu, log_var):
    return -0.5 * np.sum(1 + log_var - mu * mu - np.exp(log_var), axis=-1)


def negative_elbo(x, logits, mu, log_var, beta):
    sure = np.maximum(logits, 0) - logits * x + np.log1p(np.exp(-np.abs(logits)))
    return float((sure.sum() + beta * divergence(mu, log_var).sum()) / len(x))


def divergence_backward(mu, log_var):
    return 1.0 * mu, 0.5 * (np.exp(log_var) - 1)
