"""Question analysis prompting and its score, from memory."""


def prompt(question, words):
    """-> text."""
    raise NotImplementedError


def extract(reply):
    """text -> the last number as a float, or NaN."""
    raise NotImplementedError


def accuracy(ask, questions, answers, words):
    """-> a float between 0 and 1."""
    raise NotImplementedError


def best_words(ask, questions, answers, choices):
    """-> one of the choices."""
    raise NotImplementedError
