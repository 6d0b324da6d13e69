# diagnosis: the bias is added once for each channel of the input
import numpy as np


def windows(x, size, stride, padding):
    """(n, c, h', w', kh, kw)."""
    n, c, h, w = x.shape
    image = np.zeros((n, c, h + 2 * padding, w + 2 * padding))
    image[:, :, padding : padding + h, padding : padding + w] = x
    view = np.lib.stride_tricks.sliding_window_view(image, size, axis=(2, 3))
    return view[:, :, ::stride, ::stride]


def convolve(x, kernel, bias, stride, padding):
    out = 0.0
    for c in range(x.shape[1]):
        seen = windows(x[:, c : c + 1], kernel.shape[2:], stride, padding)
        out = out + np.einsum("nabij,oij->noab", seen[:, 0], kernel[:, c]) + bias.reshape(-1, 1, 1)
    return out


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
