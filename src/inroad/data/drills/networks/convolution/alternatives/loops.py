import numpy as np


def convolve(x, kernel, bias, stride, padding):
    n, _, h, w = x.shape
    o, _, kh, kw = kernel.shape
    image = np.pad(x, ((0, 0), (0, 0), (padding,) * 2, (padding,) * 2))
    rows, columns = 1 + (h + 2 * padding - kh) // stride, 1 + (w + 2 * padding - kw) // stride
    out = np.empty((n, o, rows, columns))
    for a in range(rows):
        for b in range(columns):
            part = image[:, :, a * stride : a * stride + kh, b * stride : b * stride + kw]
            out[:, :, a, b] = part.reshape(n, -1) @ kernel.reshape(o, -1).T + bias
    return out


def convolve_backward(upstream, x, kernel, bias, stride, padding):
    n, _, h, w = x.shape
    o, _, kh, kw = kernel.shape
    image = np.pad(x, ((0, 0), (0, 0), (padding,) * 2, (padding,) * 2))
    by_image, by_kernel = np.zeros_like(image), np.zeros((o, kernel[0].size))
    for a, b in np.ndindex(*upstream.shape[2:]):
        g = upstream[:, :, a, b]
        window = (..., slice(a * stride, a * stride + kh), slice(b * stride, b * stride + kw))
        by_kernel += g.T @ image[window].reshape(n, -1)
        by_image[window] += (g @ kernel.reshape(o, -1)).reshape(image[window].shape)
    end = (-padding if padding else None,) * 2
    by_x = by_image[:, :, padding : end[0], padding : end[1]]
    return by_x, by_kernel.reshape(kernel.shape), upstream.sum(axis=3).sum(axis=2).sum(axis=0)
