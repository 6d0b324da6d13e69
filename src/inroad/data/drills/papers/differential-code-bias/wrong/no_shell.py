# diagnosis: the shell's height is ignored: this is 1 / sin(elevation)
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
    return 1 / np.cos(np.deg2rad(90 - elevation))


def estimate(stec, factor, epoch, satellite, receiver):
    a, e, s = table(factor, epoch, satellite, receiver)
    n = a.shape[1]
    c = np.zeros(n)
    c[e : e + s] = 1
    kkt = np.block([[a.T @ a, c[:, None]], [c[None, :], np.zeros((1, 1))]])
    x = np.linalg.solve(kkt, np.concatenate([a.T @ stec, [0.0]]))
    return x[:e], x[e : e + s], x[e + s : n]
