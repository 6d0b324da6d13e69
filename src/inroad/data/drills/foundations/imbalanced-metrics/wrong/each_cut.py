# diagnosis: all rows are looked at again for each score: sort once and let counts run
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
    total, before = 0.0, 0.0
    for cut in np.unique(scores)[::-1]:
        called = (scores.tolist(), float(cut))
        hits = sum(is_ for is_, score in zip(y.tolist(), called[0]) if score >= called[1])
        count = sum(score >= called[1] for score in called[0])
        total += (hits - before) / y.sum() * hits / count
        before = hits
    return float(total)
