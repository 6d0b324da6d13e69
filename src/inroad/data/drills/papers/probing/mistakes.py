"""Known mistakes in linear probes."""

import numpy as np
from inroad.practice.kit import mistake
from solution import accuracy, control as given
from solution import fit as right


def parts(h, labels, k):
    y = np.eye(k)[labels]
    return y, h - h.mean(axis=0), y - y.mean(axis=0)


@mistake("the offset is penalised, too")
def fit(h, labels, k, penalty):
    full = np.hstack([h, np.ones((len(h), 1))])
    both = np.linalg.solve(full.T @ full + penalty * np.eye(full.shape[1]), full.T @ np.eye(k)[labels])
    return both[:-1], both[-1]


@mistake("products of uncentred states lose their digits: centre the states first")
def fit(h, labels, k, penalty):
    full = np.hstack([h, np.ones((len(h), 1))])
    keep = penalty * np.eye(full.shape[1])
    keep[-1, -1] = 0
    both = np.linalg.inv(full.T @ full + keep) @ (full.T @ np.eye(k)[labels])
    return both[:-1], both[-1]


@mistake("states are not centred: there is no intercept in the fit")
def fit(h, labels, k, penalty):
    y = np.eye(k)[labels]
    w = np.linalg.solve(h.T @ h + penalty * np.eye(h.shape[1]), h.T @ y)
    return w, y.mean(axis=0) - h.mean(axis=0) @ w


@mistake("the offset lacks the mean of the states: the weights were fitted to centred ones")
def fit(h, labels, k, penalty):
    w, _ = right(h, labels, k, penalty)
    return w, np.eye(k)[labels].mean(axis=0)


@mistake("the penalty is missing")
def fit(h, labels, k, penalty):
    y, hc, yc = parts(h, labels, k)
    w = np.linalg.solve(hc.T @ hc, hc.T @ yc)
    return w, y.mean(axis=0) - h.mean(axis=0) @ w


@mistake("the penalty is multiplied by the number of rows: the errors are summed, not averaged")
def fit(h, labels, k, penalty):
    return right(h, labels, k, penalty * len(h))


@mistake("labels are fitted as numbers: classes have no order")
def fit(h, labels, k, penalty):
    y, hc, _ = parts(h, labels, k)
    w = np.linalg.solve(hc.T @ hc + penalty * np.eye(h.shape[1]), hc.T @ (labels - labels.mean()))
    return w, labels.mean() - h.mean(axis=0) @ w


@mistake("one-hot labels run from -1 to 1")
def fit(h, labels, k, penalty):
    y = 2 * np.eye(k)[labels] - 1
    hc, yc = h - h.mean(axis=0), y - y.mean(axis=0)
    w = np.linalg.solve(hc.T @ hc + penalty * np.eye(h.shape[1]), hc.T @ yc)
    return w, y.mean(axis=0) - h.mean(axis=0) @ w


@mistake("states are centred by one mean of all numbers instead of one per column")
def fit(h, labels, k, penalty):
    y = np.eye(k)[labels]
    hc = h - h.mean()
    w = np.linalg.solve(hc.T @ hc + penalty * np.eye(h.shape[1]), hc.T @ (y - y.mean(axis=0)))
    return w, y.mean(axis=0) - h.mean(axis=0) @ w


@mistake("the offset is left out")
def predict(h, w, offset):
    return np.argmax(h @ w, axis=1)


@mistake("the largest score is searched along the rows instead of the classes")
def predict(h, w, offset):
    return np.argmax(h @ w + offset, axis=0)


@mistake("scores are returned instead of labels")
def predict(h, w, offset):
    return h @ w + offset


@mistake("the smallest score is taken")
def predict(h, w, offset):
    return np.argmin(h @ w + offset, axis=1)


@mistake("labels go by position: each word of a type must get the same label")
def control(types, table):
    return table[np.arange(len(types)) % len(table)]


@mistake("the labels are shuffled types, not the table's labels")
def control(types, table):
    return types.copy()


@mistake("this is the accuracy alone: the control task's is not taken off")
def selectivity(train, test, table, k, penalty):
    return accuracy(*train[:2], *test[:2], k, penalty)


@mistake("the sign is wrong: accuracy minus control accuracy")
def selectivity(train, test, table, k, penalty):
    (h, labels, types), (new, new_labels, new_types) = train, test
    other = accuracy(h, given(types, table), new, given(new_types, table), k, penalty)
    return other - accuracy(h, labels, new, new_labels, k, penalty)


@mistake("accuracies are measured on the training rows: they tell how much the probe can memorise")
def selectivity(train, test, table, k, penalty):
    h, labels, types = train
    made = given(types, table)
    return accuracy(h, labels, h, labels, k, penalty) - accuracy(h, made, h, made, k, penalty)


@mistake("the probe is fitted on the test rows")
def selectivity(train, test, table, k, penalty):
    h, labels, types = test
    made = given(types, table)
    return accuracy(h, labels, h, labels, k, penalty) - accuracy(h, made, h, made, k, penalty)


@mistake("the control labels are predicted by the probe of the task: it needs a probe of its own")
def selectivity(train, test, table, k, penalty):
    (h, labels, _), (new, new_labels, new_types) = train, test
    return accuracy(h, labels, new, new_labels, k, penalty) - accuracy(
        h, labels, new, given(new_types, table), k, penalty
    )


@mistake("the accuracies are divided instead of subtracted")
def selectivity(train, test, table, k, penalty):
    (h, labels, types), (new, new_labels, new_types) = train, test
    other = accuracy(h, given(types, table), new, given(new_types, table), k, penalty)
    return accuracy(h, labels, new, new_labels, k, penalty) / np.float64(other)
