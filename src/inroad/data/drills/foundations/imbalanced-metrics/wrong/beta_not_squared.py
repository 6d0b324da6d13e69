# diagnosis: beta is not squared
import numpy as np


def scores(y, predicted):
    hit = int(np.sum((predicted == 1) & (y == 1)))
    said, there = int(np.sum(predicted == 1)), int(np.sum(y == 1))
    return (hit / said if said else 0.0), (hit / there if there else 0.0)


def f_beta(y, predicted, beta):
    p, r = scores(y, predicted)
    return float((1 + beta) * p * r / (beta * p + r)) if p * r > 0 else 0.0


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
        called = scores >= cut
        recall = np.sum(y[called]) / np.sum(y)
        total += (recall - before) * np.mean(y[called])
        before = recall
    return float(total)
