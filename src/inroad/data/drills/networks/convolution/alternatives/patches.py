import numpy as np


def windows(x, size, stride, padding):
    """(n, c, h', w', kh, kw)."""
    n, c, h, w = x.shape
    image = np.zeros((n, c, h + 2 * padding, w + 2 * padding))
    image[:, :, padding : padding + h, padding : padding + w] = x
    view = np.lib.stride_tricks.sliding_window_view(image, size, axis=(2, 3))
    return view[:, :, ::stride, ::stride]


def convolve(x, kernel, bias, stride, padding):
    """One product of matrices: each window is a row."""
    o = kernel.shape[0]
    seen = windows(x, kernel.shape[2:], stride, padding).transpose(0, 2, 3, 1, 4, 5)
    n, rows, columns = seen.shape[:3]
    out = seen.reshape(n * rows * columns, -1) @ kernel.reshape(o, -1).T + bias
    return out.reshape(n, rows, columns, o).transpose(0, 3, 1, 2)


def convolve_backward(upstream, x, kernel, bias, stride, padding):
    """By x: upstream with zeros between its entries, convolved with the kernel turned over."""
    n, c, h, w = x.shape
    o, _, kh, kw = kernel.shape
    _, _, rows, columns = upstream.shape
    full = np.zeros((n, o, h + 2 * padding + kh - 1, w + 2 * padding + kw - 1))
    top, left = kh - 1, kw - 1
    full[:, :, top : top + stride * rows : stride, left : left + stride * columns : stride][
        :, :, :rows, :columns
    ] = upstream
    turned = kernel[:, :, ::-1, ::-1].swapaxes(0, 1)
    image = convolve(full, turned, np.zeros(c), 1, 0)
    seen = windows(x, (kh, kw), stride, padding)
    by_kernel = np.tensordot(upstream, seen, axes=((0, 2, 3), (0, 2, 3)))
    inner = image[:, :, padding : padding + h, padding : padding + w]
    return inner, by_kernel, upstream.sum((0, 2, 3))
