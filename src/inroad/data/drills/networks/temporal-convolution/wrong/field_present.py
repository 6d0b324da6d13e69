# diagnosis: the present step is not counted
import numpy as np


def causal(x, w, b, dilation):
    m, c, e = w.shape
    front = (m - 1) * dilation
    room = np.vstack([np.zeros((front, c)), x])
    y = np.empty((len(x), e))
    for t in range(len(x)):
        seen = room[t : t + front + 1 : dilation][::-1]
        y[t] = np.einsum("mc,mce->e", seen, w) + b
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
    return sum(q * (taps - 1) for q in dilations)
