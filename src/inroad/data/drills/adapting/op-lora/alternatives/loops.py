import numpy as np


def parts(z, w1, w2, rank, out, inner):
    hidden = [max(0.0, float(row @ z)) for row in w1]
    flat = sum(h * column for h, column in zip(hidden, w2.T))
    a = np.array([flat[k * inner : (k + 1) * inner] for k in range(rank)])
    rest = flat[rank * inner :]
    b = np.array([rest[k * rank : (k + 1) * rank] for k in range(out)])
    return a, b, np.array(hidden)


def op_lora(x, w, z, w1, w2, rank):
    a, b, _ = parts(z, w1, w2, rank, *w.shape)
    return x @ w.T + (x @ a.T) @ b.T


def op_lora_backward(upstream, x, w, z, w1, w2, rank):
    a, b, hidden = parts(z, w1, w2, rank, *w.shape)
    by_a = (upstream @ b).T @ x
    by_b = upstream.T @ (x @ a.T)
    flat = np.append(by_a, by_b)
    by_hidden = np.where(hidden > 0, flat @ w2, 0.0)
    return by_hidden @ w1, by_hidden[:, None] * z, flat[:, None] * hidden
