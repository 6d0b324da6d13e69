"""Losses of adversarial networks, from memory, with NumPy alone."""


def discriminator_loss(real, fake):
    """logits (n,), (m,) -> a float."""
    raise NotImplementedError


def generator_loss(fake):
    """logits (m,) -> a float."""
    raise NotImplementedError


def generator_gradient(fake):
    """logits (m,) -> (m,)."""
    raise NotImplementedError


def mix(real, fake, eps):
    """rows (n, d), (n, d), eps (n,) -> (n, d)."""
    raise NotImplementedError


def gradient_penalty(gradients, weight):
    """(n, d) -> a float."""
    raise NotImplementedError
