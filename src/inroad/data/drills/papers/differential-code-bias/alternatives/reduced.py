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
    shell = 1 + height / 6371.0
    return shell / np.sqrt(shell**2 - np.cos(elevation * np.pi / 180) ** 2)


def estimate(stec, factor, epoch, satellite, receiver):
    a, e, s = table(factor, epoch, satellite, receiver)
    last = a[:, e + s - 1].copy()
    a[:, e : e + s - 1] -= last[:, None]  # the last satellite is minus the sum of the others
    q, r = np.linalg.qr(np.delete(a, e + s - 1, axis=1))
    x = np.linalg.solve(r, q.T @ stec)
    b = np.append(x[e : e + s - 1], -x[e : e + s - 1].sum())
    return x[:e], b, x[e + s - 1 :]
