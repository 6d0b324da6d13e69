# diagnosis: the logarithm of a probability that has become 0 or 1 is taken: compute from the logits
import numpy as np


def reparameterise(mu, log_var, eps):
    return np.sqrt(np.exp(log_var)) * eps + mu


def reparameterise_backward(upstream, mu, log_var, eps):
    return upstream + 0.0, 0.5 * upstream * (reparameterise(mu, log_var, eps) - mu)


def divergence(mu, log_var):
    return -0.5 * np.sum(1 + log_var - mu * mu - np.exp(log_var), axis=-1)


def negative_elbo(x, logits, mu, log_var, beta):
    p = 1 / (1 + np.exp(-logits))
    sure = -(np.log(p) * x) - np.log(1 - p) * (1 - x)
    return float((np.sum(sure) + beta * np.sum(divergence(mu, log_var))) / len(x))


def divergence_backward(mu, log_var):
    return 1.0 * mu, 0.5 * (np.exp(log_var) - 1)
