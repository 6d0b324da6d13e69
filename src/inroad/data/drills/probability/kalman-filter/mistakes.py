"""Known mistakes in the Kalman filter."""

import numpy as np
from inroad.practice.kit import mistake
from solution import predict as ahead
from solution import update as right


@mistake("the covariance is multiplied by f on one side only")
def predict(m, p, f, q):
    return f @ m, f @ p + q


@mistake("f is transposed on the wrong side")
def predict(m, p, f, q):
    return f @ m, f.T @ p @ f + q


@mistake("the noise of the motion is not added")
def predict(m, p, f, q):
    return f @ m, f @ p @ f.T


def updated(m, p, y, h, r, s=None, cov=None, sign=1.0, gain=None, log=None):
    s = h @ p @ h.T + r if s is None else s
    gap = y - h @ m
    k = p @ h.T @ np.linalg.inv(s) if gain is None else gain
    _, after, density = right(m, p, y, h, r)
    if cov is None:
        left = np.eye(len(m)) - k @ h
        cov = left @ p @ left.T + k @ r @ k.T
    return m + sign * k @ gap, cov, density if log is None else log


def log_of(m, p, y, h, r, constant=True, half=True, spread=True):
    s, gap = h @ p @ h.T + r, y - h @ m
    total = gap @ np.linalg.inv(s) @ gap
    total += np.log(np.linalg.det(s)) * (1 if half else 2) if spread else 0
    return float(-0.5 * (total + (len(y) * np.log(2 * np.pi) if constant else 0)))


@mistake("(1 - K h) P is subtracted away: where P is large against r nothing is left of it")
def update(m, p, y, h, r):
    k = p @ h.T @ np.linalg.inv(h @ p @ h.T + r)
    return updated(m, p, y, h, r, cov=(np.eye(len(m)) - k @ h) @ p)


@mistake("(1 - K h) P is subtracted away: where P is large against r nothing is left of it")
def update(m, p, y, h, r):
    s = h @ p @ h.T + r
    k = p @ h.T @ np.linalg.inv(s)
    return updated(m, p, y, h, r, cov=p - k @ s @ k.T)


@mistake("the second term of Joseph's form, K r K^T, is missing")
def update(m, p, y, h, r):
    k = p @ h.T @ np.linalg.inv(h @ p @ h.T + r)
    left = np.eye(len(m)) - k @ h
    return updated(m, p, y, h, r, cov=left @ p @ left.T)


@mistake("the covariance is not updated: a measurement must make it smaller")
def update(m, p, y, h, r):
    return updated(m, p, y, h, r, cov=p)


@mistake("the measurement noise r is missing from the surprise's covariance")
def update(m, p, y, h, r):
    s = h @ p @ h.T
    k = p @ h.T @ np.linalg.pinv(s)
    return updated(m, p, y, h, r, gain=k)


@mistake("the surprise has the wrong sign")
def update(m, p, y, h, r):
    return updated(m, p, y, h, r, sign=-1.0)


@mistake("the constant (k / 2) log 2 pi is missing from the log density")
def update(m, p, y, h, r):
    return updated(m, p, y, h, r, log=log_of(m, p, y, h, r, constant=False))


@mistake("the logarithm of the determinant lacks the factor 1/2")
def update(m, p, y, h, r):
    return updated(m, p, y, h, r, log=log_of(m, p, y, h, r, half=False))


@mistake("the determinant is missing from the log density")
def update(m, p, y, h, r):
    return updated(m, p, y, h, r, log=log_of(m, p, y, h, r, spread=False))


@mistake("the log density is taken after the update: it must say how well y was predicted")
def update(m, p, y, h, r):
    mean, cov, _ = right(m, p, y, h, r)
    return mean, cov, log_of(mean, cov, y, h, r)


def run(ys, m, p, f, q, h, r, first="predict", after=True):
    means, covs, total = [], [], 0.0
    for y in ys:
        if first == "predict":
            m, p = ahead(m, p, f, q)
        before = m, p
        m, p, one = right(m, p, y, h, r)
        kept = (m, p) if after else before
        if first == "update":
            m, p = ahead(m, p, f, q)
        means.append(kept[0])
        covs.append(kept[1])
        total += one
    return np.array(means), np.array(covs), total


@mistake("each time begins with the update: the first prediction is left out")
def kalman(ys, m, p, f, q, h, r):
    return run(ys, m, p, f, q, h, r, "update")


@mistake("the predicted states are returned, not those after the update")
def kalman(ys, m, p, f, q, h, r):
    return run(ys, m, p, f, q, h, r, after=False)


@mistake("the state is never predicted: time does not pass")
def kalman(ys, m, p, f, q, h, r):
    return run(ys, m, p, f, q, h, r, "none")


@mistake("the mean of the log densities is returned, not their sum")
def kalman(ys, m, p, f, q, h, r):
    means, covs, total = run(ys, m, p, f, q, h, r)
    return means, covs, total / len(ys)
