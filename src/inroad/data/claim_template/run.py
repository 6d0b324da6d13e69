"""One run of one variant; every random choice must come from ``seed``."""

import random


def run(seed, variant):
    """Figures of one run by name.  Raise an error rather than return a figure that was not measured."""
    random.seed(seed)
    raise NotImplementedError(f"run {variant!r} here and return its figures, such as {{'accuracy': 0.9}}")
