import numpy as np


def laplacian(image):
    out = np.zeros_like(image)
    down, across = np.diff(image, axis=0), np.diff(image, axis=1)
    out[1:] += down
    out[:-1] -= down
    out[:, 1:] += across
    out[:, :-1] -= across
    return out


def fill(rhs, target, mask):
    """The known pixels have equations of their own, f = target."""
    n = mask.size
    a = np.array([laplacian(unit.reshape(mask.shape)).ravel() for unit in np.eye(n)]).T
    known = ~mask.ravel()
    a[known] = np.eye(n)[known]
    return np.linalg.solve(a, np.where(mask, rhs, target).ravel()).reshape(mask.shape)


def blend(source, target, mask):
    return fill(laplacian(source), target, mask)


def blend_mixed(source, target, mask):
    rhs = np.zeros_like(target)
    for axis in (0, 1):
        s, t = np.diff(source, axis=axis), np.diff(target, axis=axis)
        v = np.where(np.abs(t) > np.abs(s), t, s)
        ends = [(0, 0), (0, 0)]
        ends[axis] = (1, 1)
        rhs -= np.diff(np.pad(v, ends), axis=axis)
    return fill(rhs, target, mask)
