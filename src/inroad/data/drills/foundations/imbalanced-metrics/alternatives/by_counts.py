from itertools import groupby

import numpy as np


def scores(y, predicted):
    both = float(y @ predicted)
    return both / max(float(predicted.sum()), 1.0), both / max(float(y.sum()), 1.0)


def f_beta(y, predicted, beta):
    wrong_calls = np.sum((predicted == 1) & (y == 0))
    missed = np.sum((predicted == 0) & (y == 1))
    hit = (1 + beta * beta) * np.sum((predicted == 1) & (y == 1))
    return float(hit / (hit + beta * beta * missed + wrong_calls)) if hit else 0.0


def matthews(y, predicted):
    tp, tn = float(np.sum(y * predicted)), float(np.sum((1 - y) * (1 - predicted)))
    fp, fn = float(np.sum((1 - y) * predicted)), float(np.sum(y * (1 - predicted)))
    below = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return (tp * tn - fp * fn) / below**0.5 if below else 0.0


def balanced_accuracy(y, predicted):
    return float(np.mean([np.mean(predicted[y == c] == c) for c in np.unique(y)]))


def average_precision(y, scores):
    total, hits, count = 0.0, 0, 0
    rows = sorted(zip(scores.tolist(), y.tolist()), reverse=True)
    for _, same in groupby(rows, key=lambda row: row[0]):
        group = [is_ for _, is_ in same]
        new = sum(group)
        hits, count = hits + new, count + len(group)
        total += new * hits / count
    return total / hits
