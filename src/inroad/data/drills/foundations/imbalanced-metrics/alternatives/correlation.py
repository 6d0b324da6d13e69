import numpy as np


def scores(y, predicted):
    hit = int(np.sum((predicted == 1) & (y == 1)))
    said, there = int(np.sum(predicted == 1)), int(np.sum(y == 1))
    return (hit / said if said else 0.0), (hit / there if there else 0.0)


def f_beta(y, predicted, beta):
    p, r = scores(y, predicted)
    return float((1 + beta**2) * p * r / (beta**2 * p + r)) if p * r > 0 else 0.0


def matthews(y, predicted):
    a, b = y - y.mean(), predicted - predicted.mean()
    below = np.sqrt((a @ a) * (b @ b))
    return float(a @ b / below) if below > 1e-12 else 0.0


def balanced_accuracy(y, predicted):
    share = y.mean()
    weights = np.where(y == 1, 0.5 / share, 0.5 / (1 - share)) / len(y)
    return float(weights[y == predicted].sum())


def average_precision(y, scores):
    positive, everything = np.sort(scores[y == 1]), np.sort(scores)
    hits = len(positive) - np.searchsorted(positive, positive)
    called = len(everything) - np.searchsorted(everything, positive)
    return float(np.mean(hits / called))
