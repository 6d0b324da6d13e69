# diagnosis: the bias is missing
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
    return np.einsum("ncabij,ocij->noab", seen, kernel)


def convolve_backward(upstream, x, kernel, bias, stride, padding):
    n, c, h, w = x.shape
    kh, kw = kernel.shape[2:]
    dk = np.einsum("noab,ncabij->ocij", upstream, windows(x, (kh, kw), stride, padding))
    image = np.zeros((n, c, h + 2 * padding, w + 2 * padding))
    for a in range(upstream.shape[2]):
        for b in range(upstream.shape[3]):
            part = np.tensordot(upstream[:, :, a, b], kernel, axes=1)
            image[:, :, a * stride : a * stride + kh, b * stride : b * stride + kw] += part
    return image[:, :, padding : padding + h, padding : padding + w], dk, np.einsum("noab->o", upstream)
