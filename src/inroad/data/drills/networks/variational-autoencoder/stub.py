"""Loss of a variational autoencoder, from memory, with NumPy alone."""


def reparameterise(mu, log_var, eps):
    """all (n, k) -> z (n, k)."""
    raise NotImplementedError


def reparameterise_backward(upstream, mu, log_var, eps):
    """-> gradients by mu and log_var."""
    raise NotImplementedError


def divergence(mu, log_var):
    """(n, k) -> (n,)."""
    raise NotImplementedError


def negative_elbo(x, logits, mu, log_var, beta):
    """x, logits (n, d), mu, log_var (n, k) -> a float."""
    raise NotImplementedError


def divergence_backward(mu, log_var):
    """-> gradients of the sum of divergences by mu and log_var."""
    raise NotImplementedError
