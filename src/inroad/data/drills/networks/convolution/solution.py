"""Convolution in two dimensions, written plainly."""

import numpy as np


def places(shape, kernel, stride):
    """For each place of the kernel: the slice of the padded image that it meets."""
    kh, kw = kernel.shape[2:]
    rows, columns = (shape[2] - kh) // stride + 1, (shape[3] - kw) // stride + 1
    for i in range(kh):
        for j in range(kw):
            down = slice(i, i + stride * (rows - 1) + 1, stride)
            along = slice(j, j + stride * (columns - 1) + 1, stride)
            yield i, j, (slice(None), slice(None), down, along)


def padded(x, padding):
    return np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))


def convolve(x, kernel, bias, stride, padding):
    image = padded(x, padding)
    out = bias[None, :, None, None]
    for i, j, window in places(image.shape, kernel, stride):
        out = out + np.einsum("nchw,oc->nohw", image[window], kernel[:, :, i, j])
    return out


def convolve_backward(upstream, x, kernel, bias, stride, padding):
    image = padded(x, padding)
    by_image, by_kernel = np.zeros(image.shape), np.zeros(kernel.shape)
    for i, j, window in places(image.shape, kernel, stride):
        by_kernel[:, :, i, j] = np.einsum("nohw,nchw->oc", upstream, image[window])
        by_image[window] += np.einsum("nohw,oc->nchw", upstream, kernel[:, :, i, j])  # windows overlap: add
    h, w = x.shape[2:]
    by_x = by_image[:, :, padding : padding + h, padding : padding + w]
    return by_x, by_kernel, upstream.sum(axis=(0, 2, 3))
