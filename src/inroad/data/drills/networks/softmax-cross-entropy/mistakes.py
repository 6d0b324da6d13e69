"""Known mistakes in softmax with cross-entropy."""

import numpy as np
from inroad.practice.kit import mistake
from solution import log_softmax as right


@mistake("exp overflows: subtract the row's maximum first")
def log_softmax(logits):
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))


@mistake("the logarithm of a probability that has become zero is taken")
def log_softmax(logits):
    return np.log(np.exp(right(logits)))


@mistake("the logarithm is cut off: the loss cannot grow beyond the limit")
def log_softmax(logits):
    return np.log(np.maximum(np.exp(right(logits)), 1e-12))


@mistake("one maximum is subtracted from all rows: rows far below it underflow")
def log_softmax(logits):
    shifted = logits - logits.max()
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@mistake("the softmax runs over the examples instead of the classes")
def log_softmax(logits):
    return right(logits.T).T


@mistake("the maximum is subtracted, but the logarithm of the sum is not")
def log_softmax(logits):
    return logits - logits.max(axis=1, keepdims=True)


@mistake("the logarithm is missing: these are probabilities")
def log_softmax(logits):
    return np.exp(right(logits))


@mistake("the loss is summed, not averaged")
def cross_entropy(logits, labels):
    return float(-np.sum(right(logits)[np.arange(len(labels)), labels]))


@mistake("the mean is over all entries, not over the examples")
def cross_entropy(logits, labels):
    return float(-np.sum(right(logits)[np.arange(len(labels)), labels]) / logits.size)


@mistake("the loss has the wrong sign: it is the log-likelihood")
def cross_entropy(logits, labels):
    return float(np.mean(right(logits)[np.arange(len(labels)), labels]))


@mistake("the labels pick columns from every row: index rows and labels together")
def cross_entropy(logits, labels):
    return float(-np.mean(right(logits)[:, labels]))


@mistake("the softmax is applied twice")
def cross_entropy(logits, labels):
    return float(-np.mean(right(np.exp(right(logits)))[np.arange(len(labels)), labels]))


@mistake("the loss is one minus the probability: the logarithm is missing")
def cross_entropy(logits, labels):
    return float(1 - np.mean(np.exp(right(logits))[np.arange(len(labels)), labels]))


@mistake("the gradient is that of the sum, not of the mean")
def cross_entropy_backward(upstream, logits, labels):
    return upstream * (np.exp(right(logits)) - np.eye(logits.shape[1])[labels])


@mistake("the gradient lacks the one at the label")
def cross_entropy_backward(upstream, logits, labels):
    return upstream * np.exp(right(logits)) / len(labels)


@mistake("upstream is forgotten")
def cross_entropy_backward(upstream, logits, labels):
    return (np.exp(right(logits)) - np.eye(logits.shape[1])[labels]) / len(labels)


@mistake("the gradient has the wrong sign")
def cross_entropy_backward(upstream, logits, labels):
    return upstream * (np.eye(logits.shape[1])[labels] - np.exp(right(logits))) / len(labels)


@mistake("the gradient is that by the log-probabilities: the way through the softmax is missing")
def cross_entropy_backward(upstream, logits, labels):
    return -upstream * np.eye(logits.shape[1])[labels] / len(labels)
