# diagnosis: the receivers' biases are made to sum to zero instead of the satellites'
import numpy as np


def table(factor, epoch, satellite, receiver):
    e, s, r = epoch.max() + 1, satellite.max() + 1, receiver.max() + 1
    rows = np.arange(len(epoch))
    a = np.zeros((len(epoch), e + s + r))
    a[rows, epoch] = factor
    a[rows, e + satellite] = 1
    a[rows, e + s + receiver] = 1
    return a, e, s


def slant(p1, p2, f1, f2):
    return (p2 - p1) * (f1 * f2) ** 2 / (f1**2 - f2**2) / 40.3 / 1e16


def mapping(elevation, height):
    zenith = np.deg2rad(90.0 - elevation)
    pierced = np.arcsin(6371.0 * np.sin(zenith) / (6371.0 + height))
    return 1 / np.cos(pierced)


def estimate(stec, factor, epoch, satellite, receiver):
    a, e, s = table(factor, epoch, satellite, receiver)
    level = np.r_[np.zeros(e + s), np.ones(a.shape[1] - e - s)]
    x = np.linalg.solve(a.T @ a + np.outer(level, level), a.T @ stec)
    return x[:e], x[e : e + s], x[e + s :]
