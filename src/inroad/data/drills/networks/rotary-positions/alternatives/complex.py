import numpy as np


def angles(positions, d, base):
    speeds = [np.exp(-2 * i / d * np.log(base)) for i in range(d // 2)]
    return np.outer(positions, speeds)


def rotate(x, positions, base):
    z = (x[:, ::2] + 1j * x[:, 1::2]) * np.exp(1j * angles(positions, x.shape[1], base))
    return np.stack([z.real, z.imag], axis=2).reshape(x.shape)


def rotate_backward(upstream, positions, base):
    return rotate(upstream, -positions, base)


def rotary_scores(q, k, positions, base):
    a, b = q[:, ::2] + 1j * q[:, 1::2], k[:, ::2] + 1j * k[:, 1::2]
    speeds = angles(np.array([1]), q.shape[1], base)[0]
    gap = np.subtract.outer(positions, positions)
    return (
        np.einsum("ie,je,ije->ij", a, b.conj(), np.exp(1j * gap[:, :, None] * speeds)).real
        / q.shape[1] ** 0.5
    )
