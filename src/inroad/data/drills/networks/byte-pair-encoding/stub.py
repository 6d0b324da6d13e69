"""Byte pair encoding, from memory."""


def merge(symbols, pair):
    """list of strings, tuple of two -> list of strings."""
    raise NotImplementedError


def learn(words, count):
    """dict from words to counts -> list of pairs."""
    raise NotImplementedError


def encode(word, merges):
    """word, list of pairs -> list of tokens."""
    raise NotImplementedError
