# diagnosis: upstream is forgotten
import numpy as np


def log_softmax(logits):
    top = np.amax(logits, axis=1)[:, None]
    return logits - top - np.log(np.sum(np.exp(logits - top), axis=1))[:, None]


def cross_entropy(logits, labels):
    logp = log_softmax(logits)
    return -sum(float(row[label]) for row, label in zip(logp, labels)) / len(labels)


def cross_entropy_backward(upstream, logits, labels):
    g = np.exp(log_softmax(logits))
    np.subtract.at(g, (np.arange(g.shape[0]), labels), 1.0)
    return g / g.shape[0]
