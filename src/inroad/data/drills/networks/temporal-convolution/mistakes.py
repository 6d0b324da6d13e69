"""Known mistakes in the dilated causal convolution."""

import numpy as np
from inroad.practice.kit import mistake
from solution import causal as right
from solution import causal_backward as back


@mistake("the taps are in the opposite order: w[0] belongs to the present")
def causal(x, w, b, dilation):
    return right(x, w[::-1], b, dilation)


@mistake("it is not causal: outputs see the future")
def causal(x, w, b, dilation):
    y = np.zeros((len(x), w.shape[2])) + b
    for j in range(len(w)):
        late = j * dilation
        if late < len(x):
            y[: len(x) - late] += x[late:] @ w[j]
    return y


@mistake("the zeros are put on both sides: half of the taps see the future")
def causal(x, w, b, dilation):
    ahead = (len(w) - 1) * dilation // 2
    return right(np.concatenate([x, np.zeros((ahead, x.shape[1]))]), w, b, dilation)[ahead:]


@mistake("the dilation is ignored")
def causal(x, w, b, dilation):
    return right(x, w, b, 1)


@mistake("taps are dilation + 1 steps apart")
def causal(x, w, b, dilation):
    return right(x, w, b, dilation + 1)


@mistake("the series wraps around: its end is seen at its beginning")
def causal(x, w, b, dilation):
    return b + sum(np.roll(x, j * dilation, axis=0) @ w[j] for j in range(len(w)))


@mistake("before the beginning the first value is repeated instead of zero")
def causal(x, w, b, dilation):
    front = (len(w) - 1) * dilation
    return right(np.concatenate([np.repeat(x[:1], front, axis=0), x]), w, b, dilation)[front:]


@mistake("the zeros in front are missing: the series gets shorter")
def causal(x, w, b, dilation):
    return right(x, w, b, dilation)[(len(w) - 1) * dilation :]


@mistake("the bias is added once for each tap")
def causal(x, w, b, dilation):
    return right(x, w, b * len(w), dilation)


@mistake("the gradient by x runs towards later times: it must go back to earlier ones")
def causal_backward(upstream, x, w, b, dilation):
    _, by_w, by_b = back(upstream, x, w, b, dilation)
    return right(upstream, w.swapaxes(1, 2), np.zeros(x.shape[1]), dilation), by_w, by_b


@mistake("the gradient by b is averaged over time instead of summed")
def causal_backward(upstream, x, w, b, dilation):
    by_x, by_w, by_b = back(upstream, x, w, b, dilation)
    return by_x, by_w, by_b / len(x)


@mistake("the gradient by w is not shifted: tap j saw x j * dilation steps earlier")
def causal_backward(upstream, x, w, b, dilation):
    by_x, _, by_b = back(upstream, x, w, b, dilation)
    return by_x, np.repeat((x.T @ upstream)[None], len(w), axis=0), by_b


@mistake("each layer adds (taps - 1) * dilation, not taps * dilation")
def receptive_field(taps, dilations):
    return 1 + taps * sum(dilations)


@mistake("the present step is not counted")
def receptive_field(taps, dilations):
    return (taps - 1) * sum(dilations)


@mistake("the layers' fields are multiplied: they add")
def receptive_field(taps, dilations):
    return int(np.prod([1 + (taps - 1) * q for q in dilations]))
