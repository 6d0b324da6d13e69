"""Differential code biases and electron content, written plainly."""

import numpy as np

RADIUS = 6371.0


def slant(p1, p2, f1, f2):
    per_tecu = 40.3e16 * (1 / f2**2 - 1 / f1**2)  # metres of p2 - p1
    return (p2 - p1) / per_tecu


def mapping(elevation, height):
    sine = RADIUS / (RADIUS + height) * np.cos(np.radians(elevation))
    return 1 / np.sqrt(1 - sine**2)


def design(factor, epoch, satellite, receiver):
    content = factor[:, None] * (epoch[:, None] == np.arange(epoch.max() + 1))
    sent = satellite[:, None] == np.arange(satellite.max() + 1)
    received = receiver[:, None] == np.arange(receiver.max() + 1)
    return np.hstack([content, sent, received]).astype(float)


def estimate(stec, factor, epoch, satellite, receiver):
    a = design(factor, epoch, satellite, receiver)
    first, second = epoch.max() + 1, epoch.max() + satellite.max() + 2
    condition = np.zeros(a.shape[1])
    condition[first:second] = 1
    # The biases can meet the condition whatever is observed, so one more equation does not change the fit.
    a, y = np.vstack([a, condition]), np.append(stec, 0.0)
    found = np.linalg.solve(a.T @ a, a.T @ y)
    return found[:first], found[first:second], found[second:]
