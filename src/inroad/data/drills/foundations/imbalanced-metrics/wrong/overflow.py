# diagnosis: the product of four counts overflows in whole numbers: compute in floats
import numpy as np


def scores(y, predicted):
    hit = int(np.sum((predicted == 1) & (y == 1)))
    said, there = int(np.sum(predicted == 1)), int(np.sum(y == 1))
    return (hit / said if said else 0.0), (hit / there if there else 0.0)


def f_beta(y, predicted, beta):
    p, r = scores(y, predicted)
    return float((1 + beta**2) * p * r / (beta**2 * p + r)) if p * r > 0 else 0.0


def matthews(y, predicted):
    tp, tn = np.sum((y == 1) & (predicted == 1)), np.sum((y == 0) & (predicted == 0))
    fp, fn = np.sum((y == 0) & (predicted == 1)), np.sum((y == 1) & (predicted == 0))
    below = np.prod([tp + fp, tp + fn, tn + fp, tn + fn])
    return float((tp * tn - fp * fn) / np.sqrt(below)) if below else 0.0


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
