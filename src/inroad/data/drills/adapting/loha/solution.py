"""LoHa, written plainly."""


def loha(x, w, a1, b1, a2, b2, alpha):
    rank = a1.shape[0]
    update = (b1 @ a1) * (b2 @ a2)
    return x @ (w + alpha / rank * update).T


def loha_backward(upstream, x, a1, b1, a2, b2, alpha):
    by_update = alpha / a1.shape[0] * upstream.T @ x
    by_first = by_update * (b2 @ a2)
    by_second = by_update * (b1 @ a1)
    return b1.T @ by_first, by_first @ a1.T, b2.T @ by_second, by_second @ a2.T
