# diagnosis: the mapping factor is left out: slant content is taken for vertical content
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
    a, e, s = table(1.0, epoch, satellite, receiver)
    u, d, vt = np.linalg.svd(a, full_matrices=False)
    good = d > 1e-9 * d[0]
    x = vt[good].T @ ((u.T @ stec)[good] / d[good])
    shift = x[e : e + s].mean()
    return x[:e], x[e : e + s] - shift, x[e + s :] + shift
