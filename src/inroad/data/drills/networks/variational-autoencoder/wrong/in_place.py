# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def reparameterise(mu, log_var, eps):
    return np.sqrt(np.exp(log_var)) * eps + mu


def reparameterise_backward(upstream, mu, log_var, eps):
    return upstream + 0.0, 0.5 * upstream * (reparameterise(mu, log_var, eps) - mu)


def divergence(mu, log_var):
    return -0.5 * np.sum(1 + log_var - mu * mu - np.exp(log_var), axis=-1)


def negative_elbo(x, logits, mu, log_var, beta):
    sure = np.maximum(logits, 0) - logits * x + np.log1p(np.exp(-np.abs(logits)))
    return float((sure.sum() + beta * divergence(mu, log_var).sum()) / len(x))


def divergence_backward(mu, log_var):
    np.expm1(log_var, out=log_var)
    log_var /= 2
    return mu, log_var
