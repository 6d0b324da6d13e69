# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def scores(y, predicted):
    hit = int(np.sum((predicted == 1) & (y == 1)))
    said, there = int(np.sum(predicted == 1)), int(np.sum(y == 1))
    return (hit / said if said else 0.0), (hit / there if there else 0.0)


def f_beta(y, predicted, beta):
    p, r = scores(y, predicted)
    return float((1 + beta**2) * p * r / (beta**2 * p + r)) if p * r > 0 else 0.0


def matthews(y, predicted):
    y *= 2
    y -= 1
    a, b = y - y.mean(), predicted - predicted.mean()
    below = (a @ a) * (b @ b)
    return float(a @ b / below**0.5) if below > 1e-12 else 0.0


def balanced_accuracy(y, predicted):
    return float(np.mean([np.mean(predicted[y == c] == c) for c in np.unique(y)]))


def average_precision(y, scores):
    total, before = 0.0, 0.0
    for cut in np.unique(scores)[::-1]:
        called = scores >= cut
        recall = np.sum(y[called]) / np.sum(y)
        total += (recall - before) * np.mean(y[called])
        before = recall
    return float(total)
