"""Multilayer perceptron with its gradients: from memory, with NumPy alone."""


def mlp(x, weights, biases):
    """x (n, d0), weights [(d0, d1), ...], biases [(d1,), ...] -> (n, dL)."""
    raise NotImplementedError


def mlp_backward(upstream, x, weights, biases):
    """upstream (n, dL) -> by_x (n, d0), list of gradients by the weights, list of those by the biases."""
    raise NotImplementedError
