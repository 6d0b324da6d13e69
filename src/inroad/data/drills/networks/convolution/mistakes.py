"""Known mistakes in convolution."""

import numpy as np
from inroad.practice.kit import mistake
from solution import convolve as right, convolve_backward as back, padded, places


@mistake("the kernel is turned over: networks do not")
def convolve(x, kernel, bias, stride, padding):
    return right(x, kernel[:, :, ::-1, ::-1], bias, stride, padding)


@mistake("the kernel's rows and columns are exchanged")
def convolve(x, kernel, bias, stride, padding):
    return right(x, np.swapaxes(kernel, 2, 3), bias, stride, padding)


@mistake("the bias is missing")
def convolve(x, kernel, bias, stride, padding):
    return right(x, kernel, 0 * bias, stride, padding)


@mistake("the bias is added once for each channel of the input")
def convolve(x, kernel, bias, stride, padding):
    return right(x, kernel, bias * x.shape[1], stride, padding)


@mistake("the stride is missing")
def convolve(x, kernel, bias, stride, padding):
    return right(x, kernel, bias, 1, padding)


@mistake("the padding is missing")
def convolve(x, kernel, bias, stride, padding):
    return right(x, kernel, bias, stride, 0)


@mistake("the padding is added after the image only, not on both sides")
def convolve(x, kernel, bias, stride, padding):
    image = np.pad(x, ((0, 0), (0, 0), (0, 2 * padding), (0, 2 * padding)))
    return right(image, kernel, bias, stride, 0)


@mistake("half of the padding is missing: it belongs on each side")
def convolve(x, kernel, bias, stride, padding):
    image = np.pad(x, ((0, 0), (0, 0), (padding, 0), (padding, 0)))
    return right(image, kernel, bias, stride, 0)


@mistake("the padding repeats the border: it must be zeros")
def convolve(x, kernel, bias, stride, padding):
    image = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), mode="edge")
    return right(image, kernel, bias, stride, 0)


@mistake("the last window is left out: (h + 2 p - kh) // s + 1 fit")
def convolve(x, kernel, bias, stride, padding):
    return right(x, kernel, bias, stride, padding)[:, :, :-1, :-1]


@mistake("the products are averaged over the window, not summed")
def convolve(x, kernel, bias, stride, padding):
    return right(x, kernel / kernel[0].size, bias, stride, padding)


@mistake("only the first channel of the input is looked at")
def convolve(x, kernel, bias, stride, padding):
    return right(x[:, :1], kernel[:, :1], bias, stride, padding)


@mistake("all channels meet the kernel of the first one")
def convolve(x, kernel, bias, stride, padding):
    return right(x.sum(axis=1, keepdims=True), kernel[:, :1], bias, stride, padding)


@mistake("windows overlap: their gradients by x must be added, not set")
def convolve_backward(upstream, x, kernel, bias, stride, padding):
    image = padded(x, padding)
    by_image = np.zeros(image.shape)
    _, _, rows, columns = upstream.shape
    kh, kw = kernel.shape[2:]
    for a in range(rows):
        for b in range(columns):
            window = np.s_[:, :, a * stride : a * stride + kh, b * stride : b * stride + kw]
            by_image[window] = np.einsum("no,ocij->ncij", upstream[:, :, a, b], kernel)
    _, by_kernel, by_bias = back(upstream, x, kernel, bias, stride, padding)
    return cut(by_image, x, padding), by_kernel, by_bias


def cut(by_image, x, padding):
    return by_image[:, :, padding : padding + x.shape[2], padding : padding + x.shape[3]]


@mistake("the kernel is turned over in the gradient by x")
def convolve_backward(upstream, x, kernel, bias, stride, padding):
    _, by_kernel, by_bias = back(upstream, x, kernel, bias, stride, padding)
    return back(upstream, x, kernel[:, :, ::-1, ::-1], bias, stride, padding)[0], by_kernel, by_bias


@mistake("the gradient by the kernel is turned over")
def convolve_backward(upstream, x, kernel, bias, stride, padding):
    by_x, by_kernel, by_bias = back(upstream, x, kernel, bias, stride, padding)
    return by_x, by_kernel[:, :, ::-1, ::-1], by_bias


@mistake("the padding is not cut off the gradient by x")
def convolve_backward(upstream, x, kernel, bias, stride, padding):
    image = padded(x, padding)
    return back(upstream, image, kernel, bias, stride, 0)


@mistake("the padding is cut off the gradient by x at the wrong end")
def convolve_backward(upstream, x, kernel, bias, stride, padding):
    by_image, by_kernel, by_bias = back(upstream, padded(x, padding), kernel, bias, stride, 0)
    return by_image[:, :, : x.shape[2], : x.shape[3]], by_kernel, by_bias


@mistake("the gradient by the bias is averaged, not summed")
def convolve_backward(upstream, x, kernel, bias, stride, padding):
    by_x, by_kernel, _ = back(upstream, x, kernel, bias, stride, padding)
    return by_x, by_kernel, upstream.mean(axis=(0, 2, 3))


@mistake("the gradient by the bias is not summed over the places")
def convolve_backward(upstream, x, kernel, bias, stride, padding):
    by_x, by_kernel, _ = back(upstream, x, kernel, bias, stride, padding)
    return by_x, by_kernel, upstream.sum(axis=0)


@mistake("the gradient by the kernel is averaged over the examples")
def convolve_backward(upstream, x, kernel, bias, stride, padding):
    by_x, by_kernel, by_bias = back(upstream, x, kernel, bias, stride, padding)
    return by_x, by_kernel / len(x), by_bias


@mistake("the gradients ignore the stride: windows start every s rows there, too")
def convolve_backward(upstream, x, kernel, bias, stride, padding):
    _, _, rows, columns = upstream.shape
    image = padded(x, padding)
    by_image, by_kernel = np.zeros(image.shape), np.zeros(kernel.shape)
    for i, j, _ in places(image.shape, kernel, stride):
        window = np.s_[:, :, i : i + rows, j : j + columns]
        by_kernel[:, :, i, j] = np.einsum("nohw,nchw->oc", upstream, image[window])
        by_image[window] += np.einsum("nohw,oc->nchw", upstream, kernel[:, :, i, j])
    return cut(by_image, x, padding), by_kernel, upstream.sum(axis=(0, 2, 3))
