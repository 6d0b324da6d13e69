# diagnosis: it is not causal: outputs see the future
import numpy as np


def causal(x, w, b, dilation):
    n = len(x)
    y = np.tile(b, (n, 1)).astype(float)
    for t in range(n):
        for j, tap in enumerate(w):
            if t + j * dilation < n:
                y[t] += x[t + j * dilation] @ tap
    return y


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
