"""Known mistakes in calibration."""

import numpy as np
from inroad.practice.kit import mistake
from solution import isotonic as right
from solution import log_softmax


def gaps(y, p, bins, last=True):
    place = (p * bins).astype(int)
    place = np.minimum(place, bins - 1) if last else place
    for j in range(bins):
        if (place == j).any():
            yield j, (place == j).mean(), (y[place == j] - p[place == j]).mean(), y[place == j].mean()


@mistake("every bin counts alike, however many rows it has")
def expected_error(y, p, bins):
    return float(np.mean([abs(gap) for _, _, gap, _ in gaps(y, p, bins)]))


@mistake("every bin counts alike, and empty ones count, too")
def expected_error(y, p, bins):
    return float(sum(abs(gap) for _, _, gap, _ in gaps(y, p, bins)) / bins)


@mistake("a bin without rows is divided by zero")
def expected_error(y, p, bins):
    place = np.minimum((p * bins).astype(int), bins - 1)
    gaps_ = [np.mean(place == j) * abs(y[place == j].mean() - p[place == j].mean()) for j in range(bins)]
    return float(sum(gaps_))


@mistake("gaps of opposite sign cancel: their magnitude is missing")
def expected_error(y, p, bins):
    return float(np.mean(y - p))


@mistake("the middle of the bin is taken for its mean probability")
def expected_error(y, p, bins):
    return float(sum(share * abs(rate - (j + 0.5) / bins) for j, share, _, rate in gaps(y, p, bins)))


@mistake("the magnitude is taken row by row, not of the means of a bin")
def expected_error(y, p, bins):
    return float(np.mean(np.abs(y - p)))


@mistake("what has probability 1 falls into no bin")
def expected_error(y, p, bins):
    return float(sum(share * abs(gap) for _, share, gap, _ in gaps(y, p, bins, last=False)))


@mistake("this is the largest gap, not the mean one")
def expected_error(y, p, bins):
    return float(max(abs(gap) for _, _, gap, _ in gaps(y, p, bins)))


@mistake("gaps are squared")
def expected_error(y, p, bins):
    return float(sum(share * gap**2 for _, share, gap, _ in gaps(y, p, bins)))


def levels(scores, y):
    values, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    return place, np.array([y[place == j].mean() for j in range(len(values))]), counts


@mistake("a running maximum is taken: violators must be pooled to their mean")
def isotonic(scores, y):
    place, means, _ = levels(scores, y)
    return np.maximum.accumulate(means)[place]


@mistake("a running minimum is taken: violators must be pooled to their mean")
def isotonic(scores, y):
    place, means, _ = levels(scores, y)
    return np.minimum.accumulate(means[::-1])[::-1][place]


def pooled(scores, y, once=False, weigh=True):
    place, means, counts = levels(scores, y)
    blocks = []
    for mean, count in zip(means, counts):
        width, looked = 1, False
        while blocks and blocks[-1][0] >= mean - 1e-12 and not (once and looked):
            m, c, w = blocks.pop()
            mean = (m * c + mean * count) / (c + count) if weigh else (m + mean) / 2
            count, width, looked = count + c, width + w, True
        blocks.append((mean, count, width))
    return np.repeat([b[0] for b in blocks], [b[2] for b in blocks])[place]


@mistake("pooled blocks are not compared with the block before them")
def isotonic(scores, y):
    return pooled(scores, y, once=True)


@mistake("blocks are pooled without the weight of their numbers of rows")
def isotonic(scores, y):
    return pooled(scores, y, weigh=False)


@mistake("rows with the same score get different values")
def isotonic(scores, y):
    rank = np.argsort(np.argsort(scores, kind="stable"), kind="stable")
    return right(rank, y)


@mistake("the values come in the order of the scores, not of the rows")
def isotonic(scores, y):
    return np.sort(right(scores, y))


@mistake("nothing is pooled: these are the means of equal scores")
def isotonic(scores, y):
    place, means, _ = levels(scores, y)
    return means[place]


@mistake("it falls with the scores instead of growing")
def isotonic(scores, y):
    return right(-scores, y)


@mistake("the logarithm of a softmax that overflows or has become 0 is taken")
def loss(logits, labels, temperature):
    p = np.exp(logits / temperature)
    p /= p.sum(axis=1, keepdims=True)
    return float(-np.log(p[np.arange(len(p)), labels]).mean())


@mistake("the logits are multiplied by the temperature, not divided")
def loss(logits, labels, temperature):
    return float(-log_softmax(logits * temperature)[np.arange(len(labels)), labels].mean())


@mistake("the temperature divides after the softmax, not before")
def loss(logits, labels, temperature):
    return float(-log_softmax(logits)[np.arange(len(labels)), labels].mean() / temperature)


@mistake("the loss is summed, not averaged")
def loss(logits, labels, temperature):
    return float(-log_softmax(logits / temperature)[np.arange(len(labels)), labels].sum())


def by_beta(logits, labels, temperature):
    p = np.exp(log_softmax(logits / temperature))
    return float(((p * logits).sum(axis=1) - logits[np.arange(len(labels)), labels]).mean())


@mistake("this is the slope by 1/T, not by T")
def slope(logits, labels, temperature):
    return by_beta(logits, labels, temperature)


@mistake("the sign is wrong everywhere")
def slope(logits, labels, temperature):
    return by_beta(logits, labels, temperature) / temperature**2


@mistake("one factor 1/T is missing")
def slope(logits, labels, temperature):
    return -by_beta(logits, labels, temperature) / temperature


@mistake("the softmax is that of the logits without the temperature")
def slope(logits, labels, temperature):
    return -by_beta(logits, labels, 1.0) / temperature**2
