import numpy as np


def causal(x, w, b, dilation):
    at = np.arange(len(x))[:, None] - dilation * np.arange(len(w))
    seen = np.where((at >= 0)[:, :, None], x[np.maximum(at, 0)], 0.0)
    return np.tensordot(seen, w, axes=([1, 2], [0, 1])) + b


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
