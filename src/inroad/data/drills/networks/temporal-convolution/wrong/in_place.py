# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
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
    n = len(x)
    dw = np.zeros_like(w)
    for j in range(len(w)):
        for t in range(j * dilation, n):
            dw[j] += np.outer(x[t - j * dilation], upstream[t])
    x[:] = 0
    for j in range(len(w)):
        for t in range(j * dilation, n):
            x[t - j * dilation] += w[j] @ upstream[t]
    return x, dw, upstream.sum(0)


def receptive_field(taps, dilations):
    steps = 1
    for q in dilations:
        steps += q * (taps - 1)
    return steps
