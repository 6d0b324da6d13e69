# diagnosis: the taps are in the opposite order: w[0] belongs to the present
import numpy as np


def causal(x, w, b, dilation):
    front = (len(w) - 1) * dilation
    room = np.vstack([np.zeros((front, x.shape[1])), x])
    return np.array([np.tensordot(room[t : t + front + 1 : dilation], w, 2) + b for t in range(len(x))])


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
