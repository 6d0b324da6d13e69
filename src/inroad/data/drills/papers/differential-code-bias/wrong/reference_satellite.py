# diagnosis: the first satellite's bias is set to zero instead of their sum
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
    short = np.delete(a, e, axis=1)
    x = np.linalg.solve(short.T @ short, short.T @ stec)
    return x[:e], np.concatenate([[0.0], x[e : e + s - 1]]), x[e + s - 1 :]
