"""Reverse-mode automatic differentiation: from memory."""


class Value:
    """A number that remembers what it was made of."""


def gradient(f, x):
    """f takes a list of Values and returns one; x (k,) -> its value, slopes (k,)."""
    raise NotImplementedError
