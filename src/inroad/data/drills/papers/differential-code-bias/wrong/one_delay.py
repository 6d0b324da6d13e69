# diagnosis: only one frequency's delay is taken off: the difference holds both
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
    metres_per_unit = 40.3 / f2 / f2 * 1e16
    return np.subtract(p2, p1) / metres_per_unit


def mapping(elevation, height):
    zenith = np.deg2rad(90.0 - elevation)
    pierced = np.arcsin(6371.0 * np.sin(zenith) / (6371.0 + height))
    return 1 / np.cos(pierced)


def estimate(stec, factor, epoch, satellite, receiver):
    a, e, s = table(factor, epoch, satellite, receiver)
    n = a.shape[1]
    c = np.zeros(n)
    c[e : e + s] = 1
    kkt = np.block([[a.T @ a, c[:, None]], [c[None, :], np.zeros((1, 1))]])
    x = np.linalg.solve(kkt, np.concatenate([a.T @ stec, [0.0]]))
    return x[:e], x[e : e + s], x[e + s : n]
