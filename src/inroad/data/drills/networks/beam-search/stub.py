"""Beam search, from memory."""


def greedy(start, follow, steps, end):
    """start (v,), follow (v, v) -> list of tokens."""
    raise NotImplementedError


def beam_search(start, follow, width, steps, end, alpha):
    """-> list of (tokens, score), best first."""
    raise NotImplementedError
