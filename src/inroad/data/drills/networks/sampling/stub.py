"""Sampling with temperature and top-p, from memory, with NumPy alone."""


def tempered(logits, temperature):
    """logits (v,) -> probabilities (v,)."""
    raise NotImplementedError


def top_p(probabilities, p):
    """(v,) -> (v,)."""
    raise NotImplementedError


def draw(probabilities, u):
    """(v,), u (m,) -> tokens (m,)."""
    raise NotImplementedError
