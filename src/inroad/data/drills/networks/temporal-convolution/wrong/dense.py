# diagnosis: a matrix of all steps against all steps is built, most of it zeros: each tap is a shifted product
import numpy as np


def causal(x, w, b, dilation):
    late = np.arange(len(x))[:, None] - np.arange(len(x))
    linked = np.stack([(late == j * dilation).astype(float) for j in range(len(w))])
    return np.einsum("mts,sc,mce->te", linked, x, w, optimize=True) + b


def causal_backward(upstream, x, w, b, dilation):
    late = np.arange(len(x))[:, None] - np.arange(len(x))
    linked = np.stack([(late == j * dilation).astype(float) for j in range(len(w))])
    dx = np.einsum("mts,te,mce->sc", linked, upstream, w)
    dw = np.einsum("mts,te,sc->mce", linked, upstream, x)
    return dx, dw, np.einsum("te->e", upstream)


def receptive_field(taps, dilations):
    steps = 1
    for q in dilations:
        steps += q * (taps - 1)
    return steps
