# diagnosis: the gradients ignore the stride: windows start every s rows there, too
import numpy as np


def windows(x, size, stride, padding):
    """(n, c, h', w', kh, kw)."""
    n, c, h, w = x.shape
    image = np.zeros((n, c, h + 2 * padding, w + 2 * padding))
    image[:, :, padding : padding + h, padding : padding + w] = x
    view = np.lib.stride_tricks.sliding_window_view(image, size, axis=(2, 3))
    return view[:, :, ::stride, ::stride]


def convolve(x, kernel, bias, stride, padding):
    seen = windows(x, kernel.shape[2:], stride, padding)
    return np.einsum("ncabij,ocij->noab", seen, kernel) + bias.reshape(-1, 1, 1)


def convolve_backward(upstream, x, kernel, bias, stride, padding):
    n, c, h, w = x.shape
    kh, kw = kernel.shape[2:]
    _, _, rows, columns = upstream.shape
    seen = windows(x, (kh, kw), 1, padding)[:, :, :rows, :columns]
    dk = np.einsum("noab,ncabij->ocij", upstream, seen)
    image = np.zeros((n, c, h + 2 * padding, w + 2 * padding))
    for a, b in np.ndindex(rows, columns):
        image[:, :, a : a + kh, b : b + kw] += np.tensordot(upstream[:, :, a, b], kernel, axes=1)
    return image[:, :, padding : padding + h, padding : padding + w], dk, np.einsum("noab->o", upstream)
