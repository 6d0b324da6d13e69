import numpy as np


def reparameterise(mu, log_var, eps):
    return np.sqrt(np.exp(log_var)) * eps + mu


def reparameterise_backward(upstream, mu, log_var, eps):
    return upstream + 0.0, 0.5 * upstream * (reparameterise(mu, log_var, eps) - mu)


def divergence(mu, log_var):
    var = np.exp(log_var)
    return np.einsum("nk->n", mu**2 + var - np.log(var) - 1) / 2


def negative_elbo(x, logits, mu, log_var, beta):
    total = 0.0
    for row, scores, m, v in zip(x, logits, mu, log_var):
        for t, each in zip(row, scores):
            total += (1 - t) * np.logaddexp(0, each) + t * np.logaddexp(0, -each)
        total += beta * (m @ m + np.exp(v).sum() - v.sum() - v.size) / 2
    return float(total / len(x))


def divergence_backward(mu, log_var):
    return 1.0 * mu, 0.5 * (np.exp(log_var) - 1)
