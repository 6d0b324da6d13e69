# diagnosis: the dilation is ignored
import numpy as np


def causal(x, w, b, dilation):
    m = len(w)
    room = np.pad(x, ((m - 1, 0), (0, 0)))
    return np.array([np.tensordot(room[t : t + m], w[::-1], 2) for t in range(len(x))]) + b


def causal_backward(upstream, x, w, b, dilation):
    t, c = x.shape
    front = (len(w) - 1) * dilation
    room = np.vstack([np.zeros((front, c)), x])
    dx, dw = np.zeros_like(room), np.zeros(w.shape)
    for s in range(t):
        for j in range(len(w)):
            at = front + s - j * dilation
            dx[at] += w[j] @ upstream[s]
            dw[j] += np.outer(room[at], upstream[s])
    return dx[front:], dw, np.ones(t) @ upstream


def receptive_field(taps, dilations):
    steps = 1
    for q in dilations:
        steps += q * (taps - 1)
    return steps
